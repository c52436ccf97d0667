package dev.releaseledger.command.announce;

import dev.releaseledger.command.announce.channel.Channels;
import dev.releaseledger.command.automation.Automation;
import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.Deadlines;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.outgoing.OutgoingSettings;
import dev.releaseledger.command.outgoing.SettingsUnusable;
import dev.releaseledger.command.release.CurrentReleases;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What sends announcements. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnnouncementSettings.class)
class AnnouncementConfiguration {

    @Bean
    Announcer announcer(Reactions reactions, InstantSource clock) {
        return new Announcer(reactions, clock);
    }

    /** @throws SettingsUnusable when anything that announcements need cannot be used; every fault is told at once */
    @Bean
    Templates announcementTexts(AnnouncementSettings settings, OutgoingSettings calls) {
        List<String> faults = settings.faults(calls);
        Templates templates = Templates.with(settings.templates(), faults);
        if (!faults.isEmpty()) {
            throw new SettingsUnusable(faults);
        }
        return templates;
    }

    @Bean
    Automation whenAnnouncementIsDueThenSendIt(
            CurrentReleases releases, Deadlines deadlines, AnnouncementSettings settings) {
        return new WhenAnnouncementIsDueThenSendIt(releases, deadlines, settings.patience());
    }

    @Bean
    Deadline sendWhatIsDue(
            CurrentReleases releases,
            Channels channels,
            Announcer announcer,
            InstantSource clock,
            Templates templates,
            AnnouncementSettings settings,
            OutgoingSettings calls) {
        return new SendWhatIsDue(
                releases, channels, templates, announcer, clock, settings.releases(), settings.patience(calls));
    }

    @Bean
    Deadline whenNothingIsHeardThenSaySo(
            CurrentReleases releases, Channels channels, Announcer announcer, InstantSource clock) {
        return new WhenNothingIsHeardThenSaySo(releases, channels, announcer, clock);
    }

    @Bean
    Deadline missWhatIsOverdue(CurrentReleases releases, Announcer announcer, InstantSource clock) {
        return new MissWhatIsOverdue(releases, announcer, clock);
    }
}
