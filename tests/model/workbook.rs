//! A small spreadsheet over binary numbers: the functions that formulas use, as Excel and LibreOffice compute them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::iter::Peekable;
use std::str::Chars;

/// A column and a row, from 1.
pub type Address = (usize, usize);

pub enum Content {
    Number(f64),
    Formula(String),
}

#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    Number(f64),
    Bool(bool),
    /// `#DIV/0!`, `#N/A`.
    Error,
    Array(Vec<Value>),
}

#[derive(Default)]
pub struct Workbook {
    cells: HashMap<Address, Content>,
    computed: RefCell<HashMap<Address, Value>>,
}

pub fn reference((column, row): Address) -> String {
    let mut name = String::new();
    let mut rest = column;
    while rest > 0 {
        name.insert(0, (b'A' + ((rest - 1) % 26) as u8) as char);
        rest = (rest - 1) / 26;
    }
    format!("{name}{row}")
}

impl Workbook {
    pub fn write(&mut self, at: Address, content: Content) {
        assert!(self.cells.insert(at, content).is_none(), "two contents in {}", reference(at));
    }

    pub fn value(&self, at: Address) -> Value {
        if let Some(value) = self.computed.borrow().get(&at) {
            return value.clone();
        }
        let value = match &self.cells[&at] {
            Content::Number(number) => Value::Number(*number),
            Content::Formula(text) => self.compute(text),
        };
        self.computed.borrow_mut().insert(at, value.clone());
        value
    }

    pub fn compute(&self, text: &str) -> Value {
        let mut parser = Parser { book: self, rest: text.chars().peekable() };
        let value = parser.comparison();
        assert_eq!(parser.rest.next(), None, "all of {text} is read");
        value
    }
}

impl Value {
    fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Bool(holds) => Some(f64::from(u8::from(*holds))),
            Self::Error => None,
            Self::Array(_) => panic!("an array where one value is expected"),
        }
    }

    fn of(number: f64) -> Self {
        if number.is_finite() { Self::Number(number) } else { Self::Error }
    }
}

/// A function of numbers over one value or over each of an array; errors stay errors.
fn map(value: &Value, function: &dyn Fn(f64) -> Value) -> Value {
    match value {
        Value::Array(all) => Value::Array(all.iter().map(|one| map(one, function)).collect()),
        one => one.number().map_or(Value::Error, function),
    }
}

fn join(a: &Value, b: &Value, function: &dyn Fn(f64, f64) -> Value) -> Value {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len());
            Value::Array(a.iter().zip(b).map(|(a, b)| join(a, b, function)).collect())
        }
        (Value::Array(a), b) => Value::Array(a.iter().map(|a| join(a, b, function)).collect()),
        (a, Value::Array(b)) => Value::Array(b.iter().map(|b| join(a, b, function)).collect()),
        (a, b) => match (a.number(), b.number()) {
            (Some(a), Some(b)) => function(a, b),
            _ => Value::Error,
        },
    }
}

/// Half away from zero, without any help for numbers that binary cannot hold.
fn round(number: f64, decimals: f64) -> f64 {
    let unit = 10_f64.powf(decimals);
    (number.abs() * unit + 0.5).floor() / unit * number.signum()
}

fn flat(values: &[Value]) -> Vec<Value> {
    let each = values.iter().flat_map(|value| match value {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    });
    each.collect()
}

struct Parser<'a> {
    book: &'a Workbook,
    rest: Peekable<Chars<'a>>,
}

impl Parser<'_> {
    fn take(&mut self, sign: char) -> bool {
        self.rest.next_if_eq(&sign).is_some()
    }

    fn expect(&mut self, sign: char) {
        assert!(self.take(sign), "expected {sign} before {}", self.rest.clone().collect::<String>());
    }

    fn word(&mut self, fits: impl Fn(char) -> bool) -> String {
        let mut word = String::new();
        while let Some(letter) = self.rest.next_if(|letter| fits(*letter)) {
            word.push(letter);
        }
        word
    }

    fn comparison(&mut self) -> Value {
        let a = self.sum();
        let sign = self.word(|letter| "<>=".contains(letter));
        if sign.is_empty() {
            return a;
        }
        let b = self.sum();
        join(&a, &b, &|a, b| {
            Value::Bool(match sign.as_str() {
                "<" => a < b,
                "<=" => a <= b,
                ">" => a > b,
                "=" => a == b,
                "<>" => a != b,
                other => panic!("{other}"),
            })
        })
    }

    fn sum(&mut self) -> Value {
        let mut value = self.product();
        loop {
            if self.take('+') {
                value = join(&value, &self.product(), &|a, b| Value::of(a + b));
            } else if self.take('-') {
                value = join(&value, &self.product(), &|a, b| Value::of(a - b));
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> Value {
        let mut value = self.power();
        loop {
            if self.take('*') {
                value = join(&value, &self.power(), &|a, b| Value::of(a * b));
            } else if self.take('/') {
                value = join(&value, &self.power(), &|a, b| Value::of(a / b));
            } else {
                return value;
            }
        }
    }

    fn power(&mut self) -> Value {
        let base = self.unary();
        if self.take('^') { join(&base, &self.unary(), &|a, b| Value::of(a.powf(b))) } else { base }
    }

    fn unary(&mut self) -> Value {
        if self.take('-') {
            return map(&self.unary(), &|number| Value::of(-number));
        }
        if self.take('(') {
            let value = self.comparison();
            self.expect(')');
            return value;
        }
        let number = self.word(|letter| letter.is_ascii_digit() || letter == '.');
        if !number.is_empty() {
            return Value::Number(number.parse().unwrap());
        }
        let word = self.word(|letter| letter.is_ascii_uppercase());
        if self.take('(') {
            return self.function(&word);
        }
        let all = self.references(word);
        let values: Vec<Value> = all.iter().map(|at| self.book.value(*at)).collect();
        if let [one] = values.as_slice() { one.clone() } else { Value::Array(values) }
    }

    /// The addresses of a reference that starts with this column.
    fn references(&mut self, column: String) -> Vec<Address> {
        let mut address = |column: String| {
            let number = column.bytes().fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
            (number, self.word(|letter| letter.is_ascii_digit()).parse::<usize>().unwrap())
        };
        let from = address(column);
        if !self.take(':') {
            return vec![from];
        }
        let column = self.word(|letter| letter.is_ascii_uppercase());
        let row = self.word(|letter| letter.is_ascii_digit()).parse::<usize>().unwrap();
        let to = (column.bytes().fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1), row);
        (from.1..=to.1).flat_map(|row| (from.0..=to.0).map(move |column| (column, row))).collect()
    }

    fn arguments(&mut self) -> Vec<Value> {
        let mut values = Vec::new();
        while !self.take(')') {
            values.push(self.comparison());
            self.take(',');
        }
        values
    }

    fn function(&mut self, name: &str) -> Value {
        if name == "ROW" || name == "COLUMN" {
            let column = self.word(|letter| letter.is_ascii_uppercase());
            let all = self.references(column);
            self.expect(')');
            let part = |at: &Address| Value::Number((if name == "ROW" { at.1 } else { at.0 }) as f64);
            return if let [one] = all.as_slice() { part(one) } else { Value::Array(all.iter().map(part).collect()) };
        }
        let values = self.arguments();
        match (name, values.as_slice()) {
            ("NA", []) => Value::Error,
            ("IF", [condition, yes, no]) => match condition {
                Value::Error => Value::Error,
                Value::Array(_) => panic!("a spreadsheet compares only one cell in an IF"),
                one if one.number() == Some(0.0) => no.clone(),
                _ => yes.clone(),
            },
            ("ROUND", [number, decimals]) => {
                let decimals = decimals.number().unwrap();
                map(number, &|number| Value::of(round(number, decimals)))
            }
            ("INT", [number]) => map(number, &|number| Value::of(number.floor())),
            ("SIGN", [number]) => map(number, &|n| Value::of(if n == 0.0 { 0.0 } else { n.signum() })),
            ("MOD", [number, by]) => join(number, by, &|a, b| Value::of(a - b * (a / b).floor())),
            ("SUM" | "SUMPRODUCT" | "MIN" | "MAX", values) => self.gather(name, &flat(values)),
            (name, values) => panic!("{name} of {}", values.len()),
        }
    }

    /// A function of many cells. Truth values among them do not count, as in a spreadsheet.
    fn gather(&self, name: &str, values: &[Value]) -> Value {
        if values.contains(&Value::Error) {
            return Value::Error;
        }
        let numbers =
            values.iter().filter_map(|value| if let Value::Number(number) = value { Some(*number) } else { None });
        match name {
            "MIN" => Value::of(numbers.fold(f64::INFINITY, f64::min)),
            "MAX" => Value::of(numbers.fold(f64::NEG_INFINITY, f64::max)),
            _ => Value::of(numbers.sum()),
        }
    }
}

#[test]
fn it_computes_as_a_spreadsheet_does() {
    let mut book = Workbook::default();
    for (at, number) in [2.5, -1.0, 4.0].into_iter().enumerate() {
        book.write((at + 1, 1), Content::Number(number));
    }
    book.write((28, 2), Content::Formula("SUM(A1:C1)/2-1".to_owned()));
    for (text, expected) in [
        ("2+3*4", 14.0),
        ("(2+3)*-4/8", -2.5),
        ("AB2", 1.75),
        ("SUM(A1:C1,AB2)", 7.25),
        ("MIN(A1,B1)+MAX(A1:C1)", 3.0),
        ("IF(A1<=2.5,1,1/0)", 1.0),
        ("ROUND(ROUND(1.005*100,6),0)/100", 1.01),
        ("ROUND(-2.5,0)", -3.0),
        ("INT(-1.5)+MOD(-1.5,1)+SIGN(B1)", -2.5),
        ("SUMPRODUCT((A1:C1>0)*1)", 2.0),
        ("SUMPRODUCT(SIGN(A1:C1)*0.5^(COLUMN(A1:C1)-COLUMN(A1)))", 0.75),
    ] {
        assert_eq!(book.compute(text), Value::Number(expected), "{text}");
    }
    assert_eq!(book.compute("IF(1/(A1-2.5),1,2)"), Value::Error);
    assert_eq!(book.compute("SUM(A1:B1,NA())"), Value::Error);
}
