//! How each style looks.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern};

use crate::workbook::plan::{NumberFormat, Role, Style};

const INK: Color = Color::RGB(0x1B_2A_3A);
const QUIET: Color = Color::RGB(0x5B_68_75);
const LINE: Color = Color::RGB(0xB8_C2_CC);
const BAND: Color = Color::RGB(0xEA_EE_F2);
const OPEN: Color = Color::RGB(0xFF_F8_DC);
const OPEN_INK: Color = Color::RGB(0x0B_3D_91);
const CLOSED: Color = Color::RGB(0xE4_E4_E4);

/// The format of a style. Every cell but an estimate is open to change, should the sheet be locked.
pub(super) fn of(style: Style) -> Format {
    let base = Format::new().set_font_color(INK).set_align(FormatAlign::Top).set_unlocked();
    let filled = |format: Format, color: Color| format.set_background_color(color).set_pattern(FormatPattern::Solid);
    let format = match style.role {
        Role::Text => base,
        Role::Wrapped => base.set_text_wrap(),
        Role::Note => base.set_text_wrap().set_font_color(QUIET),
        Role::Title => base.set_bold().set_font_size(16),
        Role::Section => base.set_bold().set_font_size(12),
        Role::Head => filled(base.set_bold().set_text_wrap(), BAND)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(LINE),
        Role::NumberHead => filled(base.set_bold().set_text_wrap(), BAND)
            .set_align(FormatAlign::Right)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(LINE),
        Role::Input => filled(base, OPEN).set_font_color(OPEN_INK).set_align(FormatAlign::Right),
        Role::Given => base.set_font_color(QUIET).set_align(FormatAlign::Right),
        Role::Value => base.set_align(FormatAlign::Right),
        Role::Step => base.set_font_color(QUIET).set_italic().set_align(FormatAlign::Right),
        Role::Estimate => filled(base, CLOSED).set_align(FormatAlign::Right).set_locked(),
    };
    match style.number {
        Some(number) => format.set_num_format(written(number)),
        None => format,
    }
}

/// A number format as spreadsheets write it; each shows it with the separators of the reader's country.
fn written(number: NumberFormat) -> String {
    let point = if number.decimals > 0 { "." } else { "" };
    let decimals = "0".repeat(number.decimals.into());
    let percent = if number.percent { "%" } else { "" };
    format!("#,##0{point}{decimals}{percent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_decimals() {
        let format = |percent, decimals| written(NumberFormat { percent, decimals });
        assert_eq!(format(false, 2), "#,##0.00");
        assert_eq!(format(false, 0), "#,##0");
        assert_eq!(format(true, 2), "#,##0.00%");
    }
}
