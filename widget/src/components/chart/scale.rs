//! Where things stand in the chart. What depends on values is reckoned in tenths of a pixel: no floats in wasm.

use shared::quantity::Quantity;

/// The height of the highest thing, in tenths. Everything stands on a line 52 pixels down.
const PLOT: u32 = 480;
const BASE: u32 = 520;
/// Room for half a label beside the first and the last bar.
const MARGIN: usize = 8;

/// The chart's proportions.
pub(crate) struct Scale {
    years: usize,
    pitch: usize,
    bar: usize,
    top: Quantity,
}

impl Scale {
    /// For `years` bars of which none is higher than `top`.
    pub(super) fn new(years: usize, top: Quantity) -> Self {
        let (pitch, bar) = match years {
            0..=4 => (37, 22),
            5..=6 => (26, 18),
            more => (144 / more, (100 / more).max(1)),
        };
        Self { years, pitch, bar, top }
    }

    /// The whole width, in pixels.
    pub(crate) fn width(&self) -> usize {
        self.pitch * self.years + 2 * MARGIN
    }

    /// The middle of a year's label; `None` for years between the first and the last where not all have room.
    pub(super) fn label(&self, at: usize) -> Option<usize> {
        let at_an_end = at == 0 || at + 1 == self.years;
        (self.years <= 4 || at_an_end).then(|| self.middle(at))
    }

    /// The middle of a bar.
    pub(crate) fn middle(&self, at: usize) -> usize {
        self.left(at) + self.bar / 2
    }

    /// The outline of a bar.
    pub(super) fn bar(&self, at: usize, value: Quantity) -> String {
        let (left, width) = (self.left(at).to_string(), self.bar.to_string());
        ["M", &left, " 52V", &self.level(value), "h", &width, "V52z"].concat()
    }

    /// The outline of a year without a value.
    pub(super) fn gap(&self, at: usize) -> String {
        let (left, width) = (self.left(at).to_string(), self.bar.to_string());
        ["M", &left, " 52V8h", &width, "V52"].concat()
    }

    /// How far down a value stands.
    pub(super) fn level(&self, value: Quantity) -> String {
        let tenths = self.tenths(value);
        [(tenths / 10).to_string().as_str(), ".", (tenths % 10).to_string().as_str()].concat()
    }

    /// The same in tenths of a pixel.
    pub(crate) fn tenths(&self, value: Quantity) -> u32 {
        BASE - u32::from(value.per_mille_of(self.top)) * PLOT / 1000
    }

    fn left(&self, at: usize) -> usize {
        MARGIN + at * self.pitch + (self.pitch - self.bar) / 2
    }
}
