package dev.releaseledger.command.announce;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How announcements are made; the properties {@code release-ledger.announcements.*}.
 *
 * @param templates a folder with texts {@code <id>.mustache} that are used instead of, or beside, those that this version
 *     ships; none if absent
 * @param releases where releases are shown to the readers: a release's id is added to it
 * @param patience how long an attempt may be without an outcome before nobody counts on one; longer than any call takes
 */
@ConfigurationProperties("release-ledger.announcements")
record AnnouncementSettings(@Nullable Path templates, URI releases, Duration patience) {}
