//! What a case of the suite expects, read from the line of Python that says it: `entries[0]['title'] == 'x'` and the like,
//! joined by `and`. Nothing is run; what is of another form is told from what is plain.

/// A value that a field should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    Number(i64),
    /// A date in UTC as Python's `time` has it: year, month, day, hour, minute, second.
    Time(Vec<i64>),
    /// `None`, `True`, `False`.
    Word(String),
}

/// One step of a path: a name or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Name(String),
    Number(usize),
}

/// `path == value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    /// `entries`, 0, `title`.
    pub path: Vec<Step>,
    pub value: Value,
}

/// The parts of `line`: what is expected of a field, or the part itself where it is of another form.
pub(crate) fn read(line: &str) -> Vec<Result<Expected, String>> {
    parts(line).into_iter().map(|part| expected(part).ok_or_else(|| part.to_owned())).collect()
}

/// `line` split at each `and` outside quotation marks.
fn parts(line: &str) -> Vec<&str> {
    let (mut parts, mut from, mut quote) = (Vec::new(), 0, None);
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => {
                chars.next();
            }
            (Some(open), c) if open == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, ' ') if line[at..].starts_with(" and ") => {
                parts.push(line[from..at].trim());
                from = at + " and ".len();
            }
            _ => {}
        }
    }
    parts.push(line[from..].trim());
    parts
}

fn expected(part: &str) -> Option<Expected> {
    let mut rest = part;
    let mut path = vec![Step::Name(name(&mut rest)?)];
    loop {
        rest = rest.trim_start();
        if let Some(named) = rest.strip_prefix('.') {
            rest = named;
            path.push(Step::Name(name(&mut rest)?));
        } else if let Some(index) = rest.strip_prefix('[') {
            rest = index;
            path.push(match literal(&mut rest)? {
                Value::Text(name) => Step::Name(name),
                Value::Number(number) => Step::Number(usize::try_from(number).ok()?),
                _ => return None,
            });
            rest = rest.trim_start().strip_prefix(']')?;
        } else {
            break;
        }
    }
    rest = rest.strip_prefix("==").or_else(|| rest.strip_prefix("is "))?.trim_start();
    let value = literal(&mut rest)?;
    rest.trim().is_empty().then_some(Expected { path, value })
}

fn name(rest: &mut &str) -> Option<String> {
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, behind) = rest.split_at(end);
    *rest = behind;
    (!name.is_empty()).then(|| name.to_owned())
}

fn literal(rest: &mut &str) -> Option<Value> {
    let text = rest.strip_prefix('u').filter(|text| text.starts_with(['\'', '"'])).unwrap_or(rest);
    match text.chars().next()? {
        quote @ ('\'' | '"') => {
            let (value, behind) = string(&text[1..], quote)?;
            *rest = behind;
            Some(Value::Text(value))
        }
        '(' => {
            let (inner, behind) = text[1..].split_once(')')?;
            *rest = behind;
            let numbers: Result<Vec<i64>, _> = inner.split(',').map(|number| number.trim().parse()).collect();
            Some(Value::Time(numbers.ok()?.into_iter().take(6).collect()))
        }
        c if c.is_ascii_digit() => {
            let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            *rest = &text[end..];
            text[..end].parse().ok().map(Value::Number)
        }
        _ => name(rest).map(Value::Word),
    }
}

/// A string up to its closing `quote`, its escapes resolved, and what follows.
fn string(text: &str, quote: char) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut chars = text.chars();
    loop {
        match chars.next()? {
            c if c == quote => return Some((value, chars.as_str())),
            '\\' => {
                let escape = chars.next()?;
                let digits = match escape {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                if digits > 0 {
                    let code = u32::from_str_radix(chars.as_str().get(..digits)?, 16).ok()?;
                    value.push(char::from_u32(code)?);
                    chars = chars.as_str()[digits..].chars();
                } else {
                    value.push(match escape {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        other => other,
                    });
                }
            }
            c => value.push(c),
        }
    }
}
