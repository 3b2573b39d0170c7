//! JSON of the same form: objects are fields, and what a name before a bracket says in RON is the name of an object.

use super::node::{Kind, Name, Node};

impl Node {
    /// The whole of a file: in JSON, `{"title": ...}` or `{"Scenario": {"title": ...}}`; RON as it is.
    pub(crate) fn document(self) -> Self {
        let Kind::Map(entries) = &self.kind else {
            return self;
        };
        let is_named = |name: &str| {
            let mut names = entries.iter();
            names.any(|(key, _)| matches!(&key.kind, Kind::Text(text) if &**text == name))
        };
        let (span, kinds) = (self.span, ["Scenario", "Counterfactual"]);
        let named = kinds
            .into_iter()
            .find(|kind| entries.len() == 1 && is_named(kind));
        let kind = named.unwrap_or(kinds[usize::from(is_named("base"))]);
        let inner = match self.kind {
            Kind::Map(mut entries) if named.is_some() => entries.remove(0).1,
            kind => Self { kind, span },
        };
        let name = Name {
            text: kind.into(),
            span,
        };
        match inner.fields() {
            Ok(fields) => Self {
                kind: Kind::Fields(Some(Box::new(name)), fields),
                span,
            },
            Err(node) => node,
        }
    }

    /// The fields of a row: `(id: "A")`, in JSON `{"id": "A"}`, where `null` is a field that is not given.
    ///
    /// # Errors
    /// The node itself, where it has none.
    pub(crate) fn fields(self) -> Result<Vec<(Name, Self)>, Self> {
        match self.kind {
            Kind::Fields(None, fields) => Ok(fields),
            Kind::Tuple(None, items) if items.is_empty() => Ok(Vec::new()),
            Kind::Map(entries) if entries.iter().all(|(key, _)| is_text(key)) => Ok((entries
                .into_iter())
            .filter(|(_, value)| !is_null(value))
            .filter_map(|(key, value)| match key.kind {
                Kind::Text(text) => {
                    let span = key.span;
                    Some((Name { text, span }, value))
                }
                _ => None,
            })
            .collect()),
            _ => Err(self),
        }
    }

    /// A change: `Set("path", value)`, in JSON `{"Set": ["path", value]}` or `["Set", "path", value]`.
    pub(crate) fn call(self) -> Self {
        let span = self.span;
        let (name, items) = match self.kind {
            Kind::List(mut items) if items.first().is_some_and(is_text) => {
                let name = items.remove(0);
                (name, items)
            }
            Kind::Map(mut entries) if entries.len() == 1 && is_text(&entries[0].0) => {
                let (name, value) = entries.remove(0);
                match value.kind {
                    Kind::List(items) => (name, items),
                    _ => (name, vec![value]),
                }
            }
            kind => return Self { kind, span },
        };
        let Kind::Text(text) = name.kind else {
            return name;
        };
        let name = Name {
            text,
            span: name.span,
        };
        Self {
            kind: Kind::Tuple(Some(Box::new(name)), items),
            span,
        }
    }
}

fn is_text(node: &Node) -> bool {
    matches!(node.kind, Kind::Text(_))
}

fn is_null(node: &Node) -> bool {
    matches!(&node.kind, Kind::Word(word) if &**word == "null")
}
