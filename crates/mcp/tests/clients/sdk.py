"""The protocol's Python SDK: lists everything, and makes every call of calls.json. Usage: sdk.py SERVER [ARGUMENT...]"""

import asyncio
import json
import pathlib
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

CALLS = json.loads((pathlib.Path(__file__).parent.parent / "calls.json").read_text("utf-8"))


def at(value, pointer):
    """The value at a JSON pointer."""
    for key in pointer.split("/")[1:]:
        value = value[int(key)] if isinstance(value, list) else value.get(key)
    return value


async def main(command, *arguments):
    server = StdioServerParameters(command=command, args=list(arguments))
    async with stdio_client(server) as streams, ClientSession(*streams) as session:
        await session.initialize()
        tools = (await session.list_tools()).tools
        assert {tool.name for tool in tools} == {call["tool"] for call in CALLS}
        for call in CALLS:
            result = await session.call_tool(call["tool"], call["arguments"])
            assert not result.is_error, (call["tool"], result.content[0].text)
            assert at(json.loads(result.content[0].text)["reply"], call["at"]) == call["is"], call["tool"]
        refused = await session.call_tool("next_steps", {"facts": "area: england"})
        assert refused.is_error and "does not understand this" in refused.content[0].text
        resources = (await session.list_resources()).resources
        for resource in resources:
            read = await session.read_resource(resource.uri)
            assert len(read.contents[0].text) > 1000, resource.uri
        prompts = (await session.list_prompts()).prompts
        for prompt in prompts:
            begun = await session.get_prompt(prompt.name, {"story": "They will not assess."})
            assert begun.messages[0].content.text.endswith("They will not assess."), prompt.name
        print(f"Python SDK: {len(CALLS)} calls of {len(tools)} tools, {len(resources)} resources, {len(prompts)} prompts")


asyncio.run(main(*sys.argv[1:]))
