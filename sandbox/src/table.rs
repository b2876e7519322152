//! Tables of JSON documents, which store every resource.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde_json::{Map, Value};

use crate::errors::{ApiError, Result};
use crate::request::Pk;

/// A document. `id` is its first field.
pub type Document = Map<String, Value>;

/// A table, and the name of its documents.
#[derive(Clone, Copy)]
pub struct Table {
    name: &'static str,
    noun: &'static str,
}

pub const AGENTS: Table = Table::new("agents", "Agent");
pub const PLUGINS: Table = Table::new("plugins", "Plugin");
pub const RELEASES: Table = Table::new("plugin_releases", "PluginRelease");
pub const JOBS: Table = Table::new("jobs", "Job");
pub const LOGS: Table = Table::new("logs", "Log");
pub const SERVE_APPLICATIONS: Table = Table::new("serve_applications", "ServeApplication");
pub const STORAGES: Table = Table::new("storages", "Storage");

/// Conditions that must all be met. The default has none.
#[derive(Default)]
pub struct Filter {
    conditions: Vec<String>,
    values: Vec<Sql>,
}

impl Filter {
    /// Adds a condition, with a `?` for each value.
    pub fn and(mut self, condition: &str, values: impl IntoIterator<Item = Sql>) -> Self {
        self.conditions.push(format!("({condition})"));
        self.values.extend(values);
        self
    }

    /// Adds the condition that `column` has one of these values.
    pub fn any_of(self, column: &str, values: Vec<Sql>) -> Self {
        let marks = vec!["?"; values.len()].join(", ");
        self.and(&format!("{column} IN ({marks})"), values)
    }

    /// Adds the condition that each word of a search is in one of the fields, ignoring case.
    pub fn search(self, words: &str, fields: &[&str]) -> Self {
        let condition = fields.iter().map(|field| format!("data ->> '$.{field}' LIKE ? ESCAPE '!'"));
        let condition = condition.collect::<Vec<_>>().join(" OR ");
        words.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).fold(
            self,
            |filter, word| {
                let escaped = word.replace('!', "!!").replace('%', "!%").replace('_', "!_");
                let pattern = Sql::from(format!("%{escaped}%"));
                filter.and(&condition, vec![pattern; fields.len()])
            },
        )
    }

    fn sql(&self) -> String {
        match self.conditions.as_slice() {
            [] => String::new(),
            conditions => format!(" WHERE {}", conditions.join(" AND ")),
        }
    }
}

/// The order of a list, as SQL.
pub struct Order(String);

impl Order {
    /// By creation, oldest first.
    pub fn oldest_first() -> Order {
        Order("id".to_owned())
    }

    /// By creation, newest first.
    pub fn newest_first() -> Order {
        Order("id DESC".to_owned())
    }

    /// By the fields of `ordering`, such as `-created,name`. Unknown fields are ignored.
    pub fn of(ordering: &str) -> Order {
        let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let terms = ordering.split(',').map(str::trim).filter_map(|term| {
            let (name, direction) = match term.strip_prefix('-') {
                Some(name) => (name, " DESC"),
                None => (term, ""),
            };
            // Ids increase with the time of creation, so sorting by id is sorting by time.
            let column =
                if matches!(name, "created" | "id") { "id".to_owned() } else { format!("data ->> '$.{name}'") };
            is_name(name).then(|| format!("{column}{direction}"))
        });
        let terms: Vec<_> = terms.chain(["id".to_owned()]).collect();
        Order(terms.join(", "))
    }
}

impl Table {
    const fn new(name: &'static str, noun: &'static str) -> Self {
        Table { name, noun }
    }

    /// Stores a new document, and returns it as it is read back.
    pub fn insert(self, db: &Connection, mut data: Document) -> Result<Document> {
        data.shift_remove("id");
        let sql = format!("INSERT INTO {} (data) VALUES (?)", self.name);
        db.execute(&sql, [text(&data)])?;
        data.shift_insert(0, "id".to_owned(), db.last_insert_rowid().into());
        Ok(data)
    }

    /// Stores a changed document.
    pub fn save(self, db: &Connection, document: &Document) -> Result<()> {
        let mut data = document.clone();
        data.shift_remove("id");
        let sql = format!("UPDATE {} SET data = ? WHERE id = ?", self.name);
        db.execute(&sql, params![text(&data), id(document)])?;
        Ok(())
    }

    /// The document with this id.
    pub fn find(self, db: &Connection, id: i64) -> Result<Option<Document>> {
        let filter = Filter::default().and("id = ?", [id.into()]);
        self.first(db, &filter)
    }

    /// The oldest document that meets the conditions.
    pub fn first(self, db: &Connection, filter: &Filter) -> Result<Option<Document>> {
        let sql = format!("SELECT id, data FROM {}{} ORDER BY id", self.name, filter.sql());
        let values = params_from_iter(&filter.values);
        Ok(db.query_row(&sql, values, document).optional()?)
    }

    /// The document with the id in a path, or a 404.
    pub fn get(self, db: &Connection, pk: &Pk) -> Result<Document> {
        let found = match pk.as_id() {
            Some(id) => self.find(db, id)?,
            None => None,
        };
        found.ok_or_else(|| self.no_match())
    }

    /// The 404 of a missing document.
    pub fn no_match(self) -> ApiError {
        ApiError::no_match(self.noun)
    }

    /// The number of documents that meet the conditions.
    pub fn count(self, db: &Connection, filter: &Filter) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM {}{}", self.name, filter.sql());
        let values = params_from_iter(&filter.values);
        Ok(db.query_row(&sql, values, |row| row.get(0))?)
    }

    /// Up to `limit` documents, after the first `offset`.
    pub fn list(
        self,
        db: &Connection,
        filter: &Filter,
        order: &Order,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<Document>> {
        let sql = format!(
            "SELECT id, data FROM {}{} ORDER BY {} LIMIT {limit} OFFSET {offset}",
            self.name,
            filter.sql(),
            order.0
        );
        let mut statement = db.prepare(&sql)?;
        let rows = statement.query_map(params_from_iter(&filter.values), document)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The id of a stored document.
pub fn id(document: &Document) -> i64 {
    let id = document.get("id").and_then(Value::as_i64);
    id.expect("documents come out of the database with their id")
}

/// Sets a field of a document.
pub fn set(document: &mut Document, name: &str, value: impl Into<Value>) {
    document.insert(name.to_owned(), value.into());
}

/// Writes a document as text.
fn text(data: &Document) -> String {
    serde_json::to_string(data).expect("a map with string keys is JSON")
}

/// Reads a document from text.
pub fn parse(column: usize, text: &str) -> rusqlite::Result<Document> {
    serde_json::from_str(text).map_err(|error| {
        let kind = rusqlite::types::Type::Text;
        rusqlite::Error::FromSqlConversionFailure(column, kind, Box::new(error))
    })
}

fn document(row: &Row) -> rusqlite::Result<Document> {
    let mut data = parse(1, row.get_ref(1)?.as_str()?)?;
    data.shift_insert(0, "id".to_owned(), row.get::<_, i64>(0)?.into());
    Ok(data)
}
