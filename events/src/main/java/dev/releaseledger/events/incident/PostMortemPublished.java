package dev.releaseledger.events.incident;

import dev.releaseledger.events.envelope.EventName;

/**
 * What was learnt, for everybody. A later edition takes the place of an earlier one.
 *
 * @param markdown the text, as Markdown
 * @param digest {@code sha256:} and the hexadecimal SHA-256 of the text in UTF-8
 */
@EventName("incident.post-mortem-published.v1")
public record PostMortemPublished(String markdown, String digest) implements IncidentEvent {}
