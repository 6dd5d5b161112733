#!/bin/sh
# Holds the shipped YAML files against the JSON Schemas of rules/schema, with a validator that is not ours:
# check-jsonschema from PyPI (pip install check-jsonschema). Run from anywhere. Another rules folder may be named.
set -eu
cd "$(dirname "$0")/.."
rules=${1:-rules}
if ! command -v check-jsonschema >/dev/null 2>&1; then
    echo "check-jsonschema is not installed, so the schemas were not checked: pip install check-jsonschema" >&2
    exit 1
fi

schema=rules/schema
check-jsonschema --check-metaschema "$schema"/*.schema.json

hold() {
    kind=$1
    shift
    check-jsonschema --schemafile "$schema/$kind.schema.json" "$@"
}

for folder in "$rules" src/commands/rules/starter; do
    hold head "$folder/england.yaml"
    hold areas "$folder/areas.yaml"
    hold calendar "$folder/calendar.yaml"
    hold words "$folder/words.yaml"
    hold rules "$folder"/england/*.yaml
done
hold examples src/commands/rules/starter/cases/*.yaml
if ls tests/cases/*.yaml >/dev/null 2>&1; then
    hold examples tests/cases/*.yaml tests/heard/*.yaml
fi

# A schema that takes anything proves nothing: these must be refused.
wrong=$(mktemp -d)
trap 'rm -rf "$wrong"' EXIT
sed 's/choose: one/choose: won/' src/commands/rules/starter/england/first.yaml >"$wrong/choose.yaml"
sed 's/next_step:/nextstep:/' src/commands/rules/starter/england/first.yaml >"$wrong/key.yaml"
sed 's/{waiting: true}/[waiting]/' src/commands/rules/starter/england/first.yaml >"$wrong/condition.yaml"
for file in "$wrong"/*.yaml; do
    if check-jsonschema --schemafile "$schema/rules.schema.json" "$file" >/dev/null 2>&1; then
        echo "the schema of a part takes $(basename "$file"), which is wrong" >&2
        exit 1
    fi
done
echo "all files fit their schemas, and three wrong ones do not"
