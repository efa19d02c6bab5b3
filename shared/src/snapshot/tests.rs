use super::*;
use crate::{
    binary::{Binary, BinaryError},
    judging::tests::{judged, value},
    plan::Observation,
};

#[test]
fn the_binary_form_round_trips_and_notices_damage() {
    let snapshot = judged(&[value("a", "2022", "40.5")]);
    let bytes = snapshot.to_bytes().unwrap();
    assert_eq!(Snapshot::from_bytes(&bytes), Ok(snapshot));
    assert_eq!(Snapshot::from_bytes(b"<html>"), Err(BinaryError::Other));
    let mut newer = bytes.clone();
    newer[4] = 9;
    assert_eq!(Snapshot::from_bytes(&newer), Err(BinaryError::Schema(9)));
    // Its fields stand without names: one more, and an older reader would take each for the next.
    let mut older = bytes.clone();
    older[4] = 1;
    assert_eq!(Snapshot::from_bytes(&older), Err(BinaryError::Schema(1)));
    for at in 6..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        assert_eq!(Snapshot::from_bytes(&damaged), Err(BinaryError::Damaged), "byte {at}");
    }
}

#[test]
fn the_json_form_round_trips() {
    let margin = Some("0.50".parse().unwrap());
    let snapshot = judged(&[Observation { margin, ..value("a", "2022", "40.50") }]);
    let json = serde_json::to_string(&snapshot).unwrap();
    assert!(json.contains(r#""value":"40.50""#) && json.contains(r#""margin":"0.50""#), "{json}");
    assert_eq!(serde_json::from_str::<Snapshot>(&json).unwrap(), snapshot);
}
