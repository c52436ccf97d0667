package dev.releaseledger.command.announce;

import dev.releaseledger.command.announce.channel.Channels;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.events.policy.Policies;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What sends announcements. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnnouncementSettings.class)
class AnnouncementConfiguration {

    @Bean
    AnnouncedReleases announcedReleases(EntryReader reader, Policies policies) {
        return new AnnouncedReleases(reader, policies);
    }

    @Bean
    Announcer announcer(Reactions reactions) {
        return new Announcer(reactions);
    }

    @Bean
    Automation whenAnnouncementIsDueThenSendIt(
            AnnouncedReleases releases, Deadlines deadlines, AnnouncementSettings settings) {
        return new WhenAnnouncementIsDueThenSendIt(releases, deadlines, settings.patience());
    }

    @Bean
    Deadline sendWhatIsDue(
            AnnouncedReleases releases,
            Channels channels,
            Announcer announcer,
            InstantSource clock,
            AnnouncementSettings settings) {
        return new SendWhatIsDue(
                releases, channels, Templates.with(settings.templates()), announcer, clock, settings.releases());
    }

    @Bean
    Deadline whenNothingIsHeardThenSaySo(
            AnnouncedReleases releases, Channels channels, Announcer announcer, InstantSource clock) {
        return new WhenNothingIsHeardThenSaySo(releases, channels, announcer, clock);
    }

    @Bean
    Deadline missWhatIsOverdue(AnnouncedReleases releases, Announcer announcer, InstantSource clock) {
        return new MissWhatIsOverdue(releases, announcer, clock);
    }
}
