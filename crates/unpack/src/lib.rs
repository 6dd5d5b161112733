//! Unpacks what the page for a browser carries (the .lzma format), in a module of its own that is small and needs no
//! unpacking. Browsers have gzip, and not all of them; this is a quarter smaller.
//!
//! The page asks for [`boundary::room`], writes what is packed there, calls [`boundary::unpack`], and reads at
//! [`boundary::unpacked`].

use std::cell::RefCell;

use lzma_rust2::{Action, LzmaStream, Status};

thread_local! {
    static PACKED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static UNPACKED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// What was packed; none where it is damaged.
fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    // The head: five bytes on how it is packed, then eight on how long it was.
    let length = usize::try_from(u64::from_le_bytes(*packed.get(5..)?.first_chunk()?)).ok()?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).ok()?;
    bytes.resize(length, 0);
    let done = LzmaStream::new_mem_limit(u32::MAX, None).process(packed, &mut bytes, Action::Finish).ok()?;
    (done.status == Status::StreamEnd && done.bytes_produced == length).then_some(bytes)
}

#[expect(unsafe_code, reason = "`no_mangle` counts as such; what stands in these functions is plain")]
mod boundary {
    use super::{PACKED, UNPACKED};

    /// Makes room for so many bytes, and says where.
    #[unsafe(no_mangle)]
    extern "C" fn room(bytes: usize) -> *mut u8 {
        PACKED.with_borrow_mut(|packed| {
            packed.clear();
            packed.resize(bytes, 0);
            packed.as_mut_ptr()
        })
    }

    /// Unpacks what was passed in, and says how many bytes that makes: none where it is damaged.
    #[unsafe(no_mangle)]
    extern "C" fn unpack() -> usize {
        let unpacked = PACKED.with_borrow(|packed| super::unpacked(packed)).unwrap_or_default();
        UNPACKED.replace(unpacked);
        UNPACKED.with_borrow(Vec::len)
    }

    /// Where they stand.
    #[unsafe(no_mangle)]
    extern "C" fn unpacked() -> *const u8 {
        UNPACKED.with_borrow(|bytes| bytes.as_ptr())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_bytes_are_no_bytes() {
        assert_eq!(unpacked(b""), None);
        assert_eq!(unpacked(b"not packed at all, and long enough for a header"), None);
    }
}
