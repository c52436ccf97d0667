package dev.releaseledger.command.announce;

import dev.releaseledger.command.announce.channel.Message;
import dev.releaseledger.command.automation.Patience;
import dev.releaseledger.command.outgoing.OutgoingSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How announcements are made; the properties {@code release-ledger.announcements.*}.
 *
 * @param templates a folder with texts {@code <id>.mustache} that are used instead of, or beside, those that this version
 *     ships; none if absent
 * @param releases where releases are shown to the readers: a release's id is added to it
 * @param patience how long an attempt may be without an outcome before nobody counts on one; longer than a call and
 *     what is recorded of it take
 */
@ConfigurationProperties("release-ledger.announcements")
record AnnouncementSettings(@Nullable Path templates, URI releases, Duration patience) {

    /** What is wrong with them, beside these settings of calls; without their values. */
    List<String> faults(OutgoingSettings calls) {
        List<String> faults = new ArrayList<>();
        patience(calls).fault("release-ledger.announcements.patience").ifPresent(faults::add);
        try {
            UUID some = new UUID(0, 0);
            var ignored = new Message(some, "title", "text", null, URI.create(releases + "/" + some));
        } catch (IllegalArgumentException e) {
            faults.add("release-ledger.announcements.releases: not an absolute http or https URL");
        }
        return faults;
    }

    /** What has to fit into an attempt's time. */
    Patience patience(OutgoingSettings calls) {
        return new Patience(patience, calls.totalTimeout());
    }
}
