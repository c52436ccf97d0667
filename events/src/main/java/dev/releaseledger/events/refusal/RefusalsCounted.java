package dev.releaseledger.events.refusal;

import dev.releaseledger.events.envelope.EventName;
import java.time.Instant;
import java.util.UUID;

/**
 * Refusals of one actor beyond the rate that is recorded singly.
 *
 * @param actor the directory id of who was refused
 * @param count how many refusals this entry stands for, at least 1
 * @param from when the first of them was decided
 * @param to when the last of them was decided
 */
@EventName("refusal.refusals-counted.v1")
public record RefusalsCounted(UUID actor, long count, Instant from, Instant to) implements RefusalEvent {}
