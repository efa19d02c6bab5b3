//! The JSON Schema of the judged snapshot, as it is published.

/// Where it stands under the API, for good: another version has another name.
pub const SCHEMA_PATH: &str = "/api/v1/schemas/snapshot-1.json";

/// The schema, indented for people. `docs/schema/snapshot-1.json` is this text.
pub fn schema() -> String {
    let mut text = format!("{:#}", shared::schema::snapshot().to_value());
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use jsonschema::Validator;
    use serde_json::{Value, json};

    use super::*;
    use crate::{figures::Published, pack};

    fn root() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    fn validator() -> Validator {
        jsonschema::draft202012::new(&serde_json::from_str(&schema()).unwrap()).unwrap()
    }

    /// A pack of the repository as the API gives it.
    fn judged(folder: &str, day: &str) -> Value {
        let day = day.parse().unwrap();
        let pack = pack::load(&[root().join(folder)], day).unwrap().remove(0);
        serde_json::to_value(Published::of_pack(&pack).judged(&pack.plan, pack.day(day))).unwrap()
    }

    #[test]
    fn what_the_api_gives_is_as_the_schema_says() {
        let validator = validator();
        for (folder, day) in [
            ("data/gongshu", "2026-11-22"),
            ("data/gongshu", "2023-06-30"),
            ("data/shili", "2025-06-30"),
            ("bot/tests/packs/qingshan", "2032-01-01"),
        ] {
            let snapshot = judged(folder, day);
            let faults: Vec<String> = validator.iter_errors(&snapshot).map(|e| e.to_string()).collect();
            assert_eq!(faults, Vec::<String>::new(), "{folder}");
        }
    }

    #[test]
    fn what_is_broken_is_not_as_the_schema_says() {
        let (validator, whole) = (validator(), judged("data/shili", "2025-06-30"));
        let broken = |pointer: &str, value: Value| {
            let mut snapshot = whole.clone();
            *snapshot.pointer_mut(pointer).unwrap() = value;
            !validator.is_valid(&snapshot)
        };
        for (pointer, value) in [
            ("/v", json!(2)),
            ("/as_of", json!("2025-6-30")),
            ("/mode", json!("done")),
            ("/indicators/0/goal/value", json!(30)),
            ("/indicators/0/goal/value", json!("1e3")),
            ("/indicators/0/verdict/status", json!("great")),
            ("/indicators/0/id", json!("I 1")),
            ("/indicators/0/readings/0/source", json!(null)),
            ("/workings/0/rule", json!("other")),
        ] {
            assert!(broken(pointer, value.clone()), "{pointer} {value}");
        }
        let mut without = whole.clone();
        without.as_object_mut().unwrap().remove("indicators");
        assert!(!validator.is_valid(&without));
    }

    #[test]
    fn every_part_of_the_schema_is_described() {
        fn walk(schema: &Value, at: &str, bare: &mut Vec<String>) {
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                if property["description"].is_null() {
                    bare.push(format!("{at}/{name}"));
                }
            }
        }
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let mut bare = Vec::new();
        walk(&schema, "", &mut bare);
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            walk(definition, name, &mut bare);
        }
        assert_eq!(bare, Vec::<String>::new());
    }

    #[test]
    fn the_published_file_is_the_schema_of_this_version() {
        let path = Path::new("docs/schema/snapshot-1.json");
        let published = std::fs::read_to_string(root().join(path)).unwrap_or_default();
        assert!(published == schema(), "{}: `zhice schema > {0}` writes it", path.display());
    }
}
