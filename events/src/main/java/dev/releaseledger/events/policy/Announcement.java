package dev.releaseledger.events.policy;

import java.time.Duration;
import java.util.Set;

/**
 * Something that people are told of a release.
 *
 * @param id unique within the policy, e.g. {@code week-before}
 * @param title in words
 * @param audience whom it is for
 * @param channel the name of the channel that it goes out by; its address and secrets are configuration
 * @param template the id of the text that it is rendered from
 * @param moment when it is due
 * @param allowance how late it may be before it counts as missed
 * @param onlyFor the releases that it is made for, by how much they change
 */
public record Announcement(
        String id,
        String title,
        @LeftOut("\"INTERNAL\"") Audience audience,
        String channel,
        String template,
        Moment moment,
        @LeftOut("\"PT1H\"") Duration allowance,
        @LeftOut("[\"MAJOR\",\"MINOR\",\"PATCH\"]") Set<Significance> onlyFor) {
    public Announcement {
        onlyFor = Sorted.copyOf(onlyFor);
    }

    /** The same under another id. */
    public Announcement calling(String other) {
        return new Announcement(other, title, audience, channel, template, moment, allowance, onlyFor);
    }
}
