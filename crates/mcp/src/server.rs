//! What the protocol asks of a server.

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, ErrorData, GetPromptRequestParams, GetPromptResponse, Implementation,
    ListPromptsResult, ListResourceTemplatesResult, ListResourcesResult, ListToolsResult, PaginatedRequestParams,
    ReadResourceRequestParams, ReadResourceResponse, ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{RoleServer, ServerHandler};
use signpost_core::rules::model::RuleSet;

use crate::resources::{self, Texts};
use crate::{prompts, tools};

/// What an assistant is told before anything else.
const INSTRUCTIONS: &str = "\
signpost holds the law, the time limits, letters and telephone numbers for parents in England who disagree with a school \
or a council about special educational needs. The facts decide, and only the person knows them.

1. Begin with next_question and no facts. Ask the person that question, in its words and with its answers, one at a time. \
Show its `warning` first. Never answer for them, and never work out or guess a date. \"not-sure\" is an answer.
2. Give their answer to take_answer, tell them what it says back, and keep the `facts` it returns for the next call: the \
server keeps nothing.
3. When no question is left, call next_steps. Pass on where they stand, the steps in their order with the day and the \
last day of each, the sources with their certainty and the day they were checked, the doubts, and whom to ring.
4. Add no date, right, duty, telephone number, form or source of your own. When a call is refused, say what its words say.
5. No tool needs a name, a date of birth, an address, a school or a diagnosis. Do not ask for them, and do not send them \
or papers here. What a person tells an assistant may be kept by whoever runs it: say so before they begin.";

/// The server: rules and what is made of them, and nothing that changes.
pub struct Server {
    rules: &'static RuleSet,
    texts: Texts,
}

impl Server {
    /// A server for these rules.
    pub fn new(rules: &'static RuleSet) -> Server {
        Server { rules, texts: Texts::new(rules) }
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let can = ServerCapabilities::builder().enable_tools().enable_resources().enable_prompts().build();
        let name = Implementation::new("signpost", env!("CARGO_PKG_VERSION"))
            .with_title("signpost: next steps about special educational needs in England");
        ServerConfig::new(can).with_server_info(name).with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::list()))
    }

    async fn call_tool(
        &self,
        call: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let result = tools::call(self.rules, &call.name, call.arguments.unwrap_or_default());
        result
            .map(Into::into)
            .ok_or_else(|| ErrorData::invalid_params(format!("There is no tool `{}`.", call.name), None))
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        Ok(ListResourcesResult::with_all_items(resources::list()))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(resources::templates()))
    }

    async fn read_resource(
        &self,
        read: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let found = self.texts.read(&read.uri).map_err(|why| ErrorData::internal_error(why, None))?;
        found
            .map(Into::into)
            .ok_or_else(|| ErrorData::resource_not_found(format!("There is no resource `{}`.", read.uri), None))
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(prompts::list()))
    }

    async fn get_prompt(
        &self,
        get: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        let found = prompts::get(&get.name, get.arguments.as_ref());
        found
            .map(Into::into)
            .ok_or_else(|| ErrorData::invalid_params(format!("There is no prompt `{}`.", get.name), None))
    }
}
