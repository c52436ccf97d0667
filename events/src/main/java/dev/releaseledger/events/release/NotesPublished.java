package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;
import java.time.LocalDate;

/**
 * The release's notes were published as they were drafted. From here on they are what they are, and so is what the release
 * includes.
 *
 * @param date the date in their title: that of the deployment to production in UTC, before it that of the publication
 * @param entries how many entries they have
 * @param digest {@code sha256:} and the hexadecimal SHA-256 of their Markdown in UTF-8
 */
@EventName("release.notes-published.v1")
public record NotesPublished(LocalDate date, int entries, String digest) implements NotesEvent {}
