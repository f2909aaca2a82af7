//! A walk through what Thrift's compact protocol wrote, of which nothing is kept: it tells of each field and where it stands. A Parquet
//! file says in it what it has, and its reader makes room for what is said.

use crate::found::Why;

/// The deepest that structs and lists may nest; those of Parquet nest seven deep.
const DEEPEST: usize = 16;

/// Numbers of fields, from the outermost struct on; 0 stands for whatever a list has.
pub(super) type Path<'p> = &'p [i16];

/// What a field holds. Readers take what they expect for what is there, so that kinds matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Number(i64),
    Struct,
    List,
    Other,
}

/// Who is told of each field.
type Tell<'t> = &'t mut dyn FnMut(Path, Held);

/// Bytes that are walked through.
pub(super) struct Walk<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Walk<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Walk { bytes, at: 0 }
    }

    /// Bytes that were walked through.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes through a struct, and tells of each field in it.
    pub fn structure(&mut self, tell: Tell) -> Result<(), Why> {
        self.fields(&mut Vec::new(), tell)
    }

    fn fields(&mut self, path: &mut Vec<i16>, tell: Tell) -> Result<(), Why> {
        if path.len() >= DEEPEST {
            return Err(damaged());
        }
        path.push(0);
        let mut last = 0i16;
        loop {
            let head = self.byte()?;
            if head == 0 {
                break;
            }
            last = match head >> 4 {
                0 => i16::try_from(self.zigzag()?).map_err(|_| damaged())?,
                step => last.checked_add(i16::from(step)).ok_or_else(damaged)?,
            };
            if let Some(top) = path.last_mut() {
                *top = last;
            }
            match head & 0x0f {
                // The kind says which of both it is.
                1 | 2 => tell(path, Held::Other),
                kind => self.value(kind, path, tell)?,
            }
        }
        path.pop();
        Ok(())
    }

    fn value(&mut self, kind: u8, path: &mut Vec<i16>, tell: Tell) -> Result<(), Why> {
        match kind {
            4..=6 => {
                let number = self.zigzag()?;
                tell(path, Held::Number(number));
                Ok(())
            }
            9 | 10 => {
                tell(path, Held::List);
                self.list(path, tell)
            }
            12 => {
                tell(path, Held::Struct);
                self.fields(path, tell)
            }
            _ => {
                tell(path, Held::Other);
                let length = match kind {
                    1..=3 => 1,
                    7 => 8,
                    8 => self.varint()?,
                    // Parquet has no maps.
                    _ => return Err(damaged()),
                };
                self.skip(length)
            }
        }
    }

    fn list(&mut self, path: &mut Vec<i16>, tell: Tell) -> Result<(), Why> {
        let head = self.byte()?;
        let count = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
        // Each takes a byte or more: a reader may make room for so many.
        if count > (self.bytes.len() - self.at) as u64 || path.len() >= DEEPEST {
            return Err(damaged());
        }
        path.push(0);
        (0..count).try_for_each(|_| self.value(head & 0x0f, path, tell))?;
        path.pop();
        Ok(())
    }

    fn skip(&mut self, count: u64) -> Result<(), Why> {
        let left = self.bytes.len() - self.at;
        let count = usize::try_from(count).ok().filter(|count| *count <= left).ok_or_else(damaged)?;
        self.at += count;
        Ok(())
    }

    fn byte(&mut self) -> Result<u8, Why> {
        let byte = *self.bytes.get(self.at).ok_or_else(damaged)?;
        self.at += 1;
        Ok(byte)
    }

    fn varint(&mut self) -> Result<u64, Why> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(damaged())
    }

    fn zigzag(&mut self) -> Result<i64, Why> {
        let value = self.varint()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }
}

pub(super) fn damaged() -> Why {
    Why::broken("a damaged Parquet file: what it says of itself cannot be read; get it anew")
}
