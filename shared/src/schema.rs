//! The JSON Schema of the judged snapshot, derived from the very types that are written, so that it cannot drift.

use std::borrow::Cow;

use schemars::{
    JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema, transform::RecursiveTransform,
};

use crate::{
    date::{Date, PartialDate},
    id::{AreaId, IndicatorId, ObservationId, PlanId, SafeguardId, TaskId},
    judging::Judged,
    quantity::Quantity,
    snapshot::SCHEMA,
};

/// The schema of `/api/v1/plans/{plan}`, by JSON Schema 2020-12. Fields may be added within a version; readers pass over
/// those they do not know.
pub fn snapshot() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings
        .with_transform(RecursiveTransform(plain_words))
        .into_generator()
        .into_root_schema_for::<Judged>();
    schema.insert("$id".to_owned(), format!("urn:zhice:schema:snapshot:{SCHEMA}").into());
    schema.insert("title".to_owned(), "知策 judged snapshot".into());
    if let Some(version) = schema.pointer_mut("/properties/v") {
        *version = serde_json::json!({ "const": SCHEMA, "description": "The version of this shape." });
    }
    schema
}

/// Takes the marks of our documentation's links out of a description.
fn plain_words(schema: &mut Schema) {
    if let Some(serde_json::Value::String(text)) = schema.get_mut("description") {
        *text = text.replace("[`", "`").replace("`]", "`");
    }
}

macro_rules! text {
    ($($name:ty: $title:literal, $pattern:literal, $description:literal;)+) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                $title.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern, "description": $description })
            }
        }
    )+};
}

text! {
    Date: "Date", r"^\d{4}-\d{2}-\d{2}$", "A calendar day.";
    PartialDate: "PartialDate", r"^\d{4}(-\d{2}(-\d{2})?)?$", "A year, a month or a day: as precise as its source.";
    Quantity: "Quantity", r"^-?\d{1,15}(\.\d{1,15})?$",
        "A fixed-point number of at most 15 digits, with the decimals it was published with; a text, so that none is lost.";
    PlanId: "PlanId", "^[a-z0-9-]{1,64}$", "A plan.";
    IndicatorId: "IndicatorId", "^[a-z0-9-]{1,64}$", "A target of the plan.";
    TaskId: "TaskId", "^[a-z0-9-]{1,64}$", "A task of the plan.";
    AreaId: "AreaId", "^[a-z0-9-]{1,64}$", "A group of tasks.";
    SafeguardId: "SafeguardId", "^[a-z0-9-]{1,64}$", "A safeguard (保障措施) of the plan.";
    ObservationId: "ObservationId", "^[a-z0-9-]{1,64}$", "A published value.";
}
