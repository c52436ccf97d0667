package dev.releaseledger.events.release;

/** What may be said about a release's notes. */
public sealed interface NotesEvent extends ReleaseEvent permits NoteEdited, NoteAdded, NoteLeftOut, NotesPublished {}
