//! The tests of the whole program, in one binary: one file for each kind of promise.

mod approved;
mod changes;
mod cli;
mod differences;
mod documents;
mod edits;
mod follow;
mod guide;
mod handling;
mod house;
mod kept;
mod life;
mod origin;
mod outside;
mod preview;
mod redline;
mod robust;
mod rules;
mod sheets;
mod steps;
mod support;
mod telling;
mod web;
mod wording;
mod years;
mod years_told;
