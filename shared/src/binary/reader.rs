//! Reads what postcard writes, without a way out in the middle.
//!
//! In the reading code that serde derives, every field may end it early and drop what was read so far; in wasm that was
//! 11 KB, 3.8 KB on the wire. Here it cannot: the bytes passed their checksum, so they are what `to_bytes` of this schema
//! wrote, and anything else is a fault of ours that ends the wasm. The loader then shows the static content.

use core::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, SeqAccess, VariantAccess, Visitor,
    value::U32Deserializer,
};

/// The value that a content with the right checksum holds.
pub(super) fn read<'de, T: de::Deserialize<'de>>(content: &'de [u8]) -> T {
    match T::deserialize(&mut Reader(content)) {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

/// What is left to read.
struct Reader<'de>(&'de [u8]);

impl<'de> Reader<'de> {
    #[inline(never)]
    fn take(&mut self, length: usize) -> &'de [u8] {
        if length > self.0.len() {
            not_ours()
        }
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.take(1)[0]
    }

    /// A number in groups of seven bits, the lowest first.
    #[inline(never)]
    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
            if shift > 63 {
                not_ours()
            }
        }
    }

    fn length(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or_else(|_| not_ours())
    }

    /// A number whose lowest bit is its sign.
    #[inline(never)]
    fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }

    #[inline(never)]
    fn text(&mut self) -> &'de str {
        let length = self.length();
        core::str::from_utf8(self.take(length)).unwrap_or_else(|_| not_ours())
    }
}

/// The checksum was right and the content is not: schema and types have parted.
#[cold]
#[inline(never)]
fn not_ours() -> ! {
    panic!("the data does not hold what its schema says")
}

/// There is none.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl core::error::Error for Never {}

/// Each of these would format its arguments by default.
impl de::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        not_ours()
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        not_ours()
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        not_ours()
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        not_ours()
    }
}

/// Elements that are still to come.
struct Elements<'a, 'de> {
    reader: &'a mut Reader<'de>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'de> EnumAccess<'de> for &mut Reader<'de> {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Never> {
        let variant = u32::try_from(self.number()).unwrap_or_else(|_| not_ours());
        Ok((seed.deserialize(U32Deserializer::new(variant))?, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Never> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Elements { reader: self, left: len })
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        self.tuple_variant(fields.len(), visitor)
    }
}

/// Numbers by what reads them and what shortens them.
macro_rules! numbers {
    ($($method:ident => $visit:ident($read:ident)),+ $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
            visitor.$visit(self.$read().try_into().unwrap_or_else(|_| not_ours()))
        }
    )+};
}

/// Types that none of the data holds.
macro_rules! absent {
    ($($method:ident),+ $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Never> {
            not_ours()
        }
    )+};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Never;

    numbers! {
        deserialize_u8 => visit_u8(byte),
        deserialize_u16 => visit_u16(number),
        deserialize_u32 => visit_u32(number),
        deserialize_u64 => visit_u64(number),
        deserialize_i16 => visit_i16(signed),
        deserialize_i32 => visit_i32(signed),
        deserialize_i64 => visit_i64(signed),
    }

    absent! {
        deserialize_any, deserialize_ignored_any, deserialize_identifier, deserialize_map, deserialize_bytes,
        deserialize_byte_buf, deserialize_char, deserialize_f32, deserialize_f64, deserialize_i8,
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.byte() != 0)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.byte() == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let left = self.length();
        visitor.visit_seq(Elements { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Elements { reader: self, left: len })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Never> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        self.deserialize_tuple(fields.len(), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_enum(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::{date::PartialDate, quantity::Quantity};

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    enum Shape {
        Unit,
        New(String),
        Tuple(u16, i64),
        Fields { text: Option<String>, list: Vec<bool> },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Whole {
        numbers: (u8, u16, u32, u64, i16, i32, i64),
        shapes: Vec<Shape>,
        value: Quantity,
        date: PartialDate,
        unit: (),
    }

    fn shape() -> impl Strategy<Value = Shape> {
        prop_oneof![
            Just(Shape::Unit),
            any::<String>().prop_map(Shape::New),
            any::<(u16, i64)>().prop_map(|(a, b)| Shape::Tuple(a, b)),
            any::<(Option<String>, Vec<bool>)>().prop_map(|(text, list)| Shape::Fields { text, list }),
        ]
    }

    proptest! {
        #[test]
        fn it_reads_what_postcard_writes(
            numbers: (u8, u16, u32, u64, i16, i32, i64),
            shapes in proptest::collection::vec(shape(), 0..5),
            value in -999_999_i64..999_999,
            scale in 0_u8..4,
        ) {
            let date = "2025-12-31".parse().unwrap();
            let whole = Whole { numbers, shapes, value: Quantity::new(value, scale), date, unit: () };
            let bytes = postcard::to_allocvec(&whole).unwrap();
            prop_assert_eq!(read::<Whole>(&bytes), whole);
        }
    }
}
