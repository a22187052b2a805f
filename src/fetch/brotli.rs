//! Brotli, unpacked from a body that has come as a whole. Called by the client; knows no server.
//!
//! A decoder of brotli holds the window of its stream, up to 16 MiB, and may fill all of it before it gives anything. So
//! the clients of one fetch have one decoder among them. A turn of it lasts as long as the processor needs and waits for
//! nobody, and its memory is kept for the next.

use brotli_decompressor::{
    Allocator, BrotliDecompressStream, BrotliResult, BrotliState, HuffmanCode, SliceWrapper, SliceWrapperMut,
    StandardAlloc,
};

use super::body::Body;

/// Bytes that are unpacked at once: between two pieces there is time to look whether to go on.
const PIECE: usize = 4 << 10;

/// The lowest seven bits of a stream whose window is larger than RFC 7932 allows.
const LARGE_WINDOW: u8 = 0x11;

/// Unpacks for whoever holds it.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    packed: Vec<u8>,
    bytes: Kept<u8>,
    tables: Kept<HuffmanCode>,
}

impl Decoder {
    /// Takes everything out of `body`, to be unpacked.
    pub(super) fn open(&mut self, body: &mut Body) -> Stream<'_> {
        let Self { packed, bytes, tables } = self;
        body.move_to(packed);
        Stream {
            rest: packed,
            state: BrotliState::new_strict(bytes, StandardAlloc::default(), tables),
            has_ended: false,
        }
    }
}

/// A stream of brotli on its way out.
pub(super) struct Stream<'d> {
    rest: &'d [u8],
    state: BrotliState<&'d mut Kept<u8>, StandardAlloc, &'d mut Kept<HuffmanCode>>,
    has_ended: bool,
}

impl Stream<'_> {
    /// Puts some more at the beginning of `chunk`; gives how many bytes, which may be none yet, and nothing at the end.
    ///
    /// # Errors
    ///
    /// What is wrong with the stream. It cannot be read on.
    pub(super) fn read(&mut self, chunk: &mut [u8]) -> Result<Option<usize>, &'static str> {
        if self.has_ended {
            return Ok(None);
        }
        if self.rest.first().is_some_and(|byte| byte & 0x7f == LARGE_WINDOW) && self.state.BrotliStateIsStreamStart() {
            return Err("its brotli wants a window of more than 16 MiB");
        }
        let piece = &self.rest[..self.rest.len().min(PIECE)];
        let (mut left, mut used, mut room, mut count, mut total) = (piece.len(), 0, chunk.len(), 0, 0);
        let state = &mut self.state;
        let result =
            BrotliDecompressStream(&mut left, &mut used, piece, &mut room, &mut count, chunk, &mut total, state);
        self.rest = &self.rest[used..];
        match result {
            BrotliResult::ResultFailure => Err("its brotli is broken"),
            BrotliResult::NeedsMoreInput if self.rest.is_empty() => Err("its brotli is cut off"),
            BrotliResult::ResultSuccess if !self.rest.is_empty() => Err("its brotli goes on behind its end"),
            result => {
                self.has_ended = matches!(result, BrotliResult::ResultSuccess);
                Ok(Some(count))
            }
        }
    }
}

/// Memory that a decoder has given back: what many threads take for a while is seldom given back to the system.
#[derive(Debug)]
struct Kept<T>(Vec<Vec<T>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A piece of memory that is in use: the first `len` items. They are what they were.
#[derive(Debug)]
struct Cell<T> {
    items: Vec<T>,
    len: usize,
}

impl<T> Default for Cell<T> {
    fn default() -> Self {
        Self { items: Vec::new(), len: 0 }
    }
}

impl<T> SliceWrapper<T> for Cell<T> {
    fn slice(&self) -> &[T] {
        &self.items[..self.len]
    }
}

impl<T> SliceWrapperMut<T> for Cell<T> {
    fn slice_mut(&mut self) -> &mut [T] {
        &mut self.items[..self.len]
    }
}

impl<T: Clone + Default> Allocator<T> for &mut Kept<T> {
    type AllocatedMemory = Cell<T>;

    /// The smallest that is large enough, or a new one in place of the largest: there are never more of them, and never
    /// more large ones, than a decoder holds at once.
    fn alloc_cell(&mut self, len: usize) -> Cell<T> {
        self.0.sort_unstable_by_key(Vec::len);
        let at = self.0.partition_point(|items| items.len() < len);
        if at < self.0.len() {
            return Cell { items: self.0.remove(at), len };
        }
        self.0.pop();
        // Zeros of the system's: what is not used is not there.
        Cell { items: vec![T::default(); len], len }
    }

    fn free_cell(&mut self, cell: Cell<T>) {
        if !cell.items.is_empty() {
            self.0.push(cell.items);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::Arc;

    use brotli::CompressorWriter;
    use brotli::enc::BrotliEncoderParams;

    use super::*;

    /// In two blocks: a decoder makes its window smaller for a stream of one.
    fn packed(text: &[u8], params: &BrotliEncoderParams) -> Vec<u8> {
        let mut packer = CompressorWriter::with_params(Vec::new(), 4096, params);
        let (first, second) = text.split_at(text.len() / 2);
        packer.write_all(first).unwrap();
        packer.flush().unwrap();
        packer.write_all(second).unwrap();
        packer.into_inner()
    }

    fn window(lgwin: i32, large_window: bool) -> BrotliEncoderParams {
        BrotliEncoderParams { quality: 5, lgwin, large_window, ..BrotliEncoderParams::default() }
    }

    /// Words that do not pack well.
    fn words(bytes: usize) -> Vec<u8> {
        let numbers = (0..).map(|n: u32| n.wrapping_mul(2_654_435_761)).flat_map(u32::to_le_bytes);
        numbers.map(|byte| b'a' + byte % 26).take(bytes).collect()
    }

    fn unpacked(decoder: &mut Decoder, packed: &[u8]) -> Result<Vec<u8>, &'static str> {
        let mut body = Body::new(Arc::default());
        body.extend(packed);
        let mut stream = decoder.open(&mut body);
        assert!(body.is_empty());
        let (mut all, mut chunk) = (Vec::new(), [0; 1000]);
        while let Some(count) = stream.read(&mut chunk)? {
            all.extend_from_slice(&chunk[..count]);
        }
        assert_eq!(stream.read(&mut chunk), Ok(None));
        Ok(all)
    }

    #[test]
    fn what_was_packed_comes_out_with_every_standard_window_and_no_larger_one() {
        let (mut decoder, text) = (Decoder::default(), words(20_000).repeat(3));
        for lgwin in 10..=24 {
            assert_eq!(unpacked(&mut decoder, &packed(&text, &window(lgwin, false))).unwrap(), text, "{lgwin}");
        }
        for lgwin in [16, 25, 30] {
            let said = unpacked(&mut decoder, &packed(&text, &window(lgwin, true))).unwrap_err();
            assert!(said.contains("more than 16 MiB"), "{lgwin}: {said}");
        }
        assert_eq!(unpacked(&mut decoder, &packed(b"", &window(22, false))), Ok(Vec::new()));
    }

    #[test]
    fn a_stream_that_is_cut_off_broken_or_goes_on_is_none() {
        let (mut decoder, text) = (Decoder::default(), words(9_000));
        let whole = packed(&text, &window(22, false));
        assert!(whole.len() > PIECE, "{}", whole.len());
        for length in 0..whole.len() {
            assert_eq!(unpacked(&mut decoder, &whole[..length]), Err("its brotli is cut off"), "{length}");
        }
        // Texts whose last byte falls before, on and behind the end of a piece.
        for bytes in (1..60).chain(6_000..6_400) {
            let mut longer = packed(&text[..bytes], &window(22, false));
            longer.push(0);
            assert_eq!(unpacked(&mut decoder, &longer), Err("its brotli goes on behind its end"), "{bytes}");
        }
        assert_eq!(unpacked(&mut decoder, &[0xff; 100]), Err("its brotli is broken"));
    }

    #[test]
    fn a_decoder_keeps_no_more_than_it_held_at_once() {
        let (mut decoder, text) = (Decoder::default(), words(300_000));
        let held = |decoder: &Decoder| decoder.bytes.0.iter().map(Vec::len).sum::<usize>();
        for lgwin in [24, 10, 18, 24, 16, 24] {
            assert_eq!(unpacked(&mut decoder, &packed(&text, &window(lgwin, false))).unwrap(), text);
            assert!(((16 << 20)..(17 << 20)).contains(&held(&decoder)), "{}", held(&decoder));
        }
        assert!(decoder.bytes.0.len() <= 4 && decoder.tables.0.len() <= 6, "{decoder:?}");
    }
}
