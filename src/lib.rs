//! offprint restores the articles of newspaper pages and publishes them as a book.

pub mod archive;
pub mod book;
pub mod chapter;
pub mod check;
pub mod diagnostic;
pub mod epub;
pub mod export;
pub mod html;
pub mod media;
pub mod pipeline;
pub mod print;
pub mod restore;
pub mod review;
pub mod source;
pub mod text;
pub mod typography;
pub mod words;
mod xml;
