package dev.releaseledger.command.announce.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.outgoing.OutgoingConfiguration;
import dev.releaseledger.command.outgoing.SettingsUnusable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class ChannelConfigurationTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(OutgoingConfiguration.class, ChannelConfiguration.class);

    @Test
    void withoutChannelsThereAreNone() {
        service.run(
                context -> assertThat(context.getBean(Channels.class).names()).isEmpty());
    }

    @Test
    void eachChannelIsMadeOfItsProperties() {
        service.withPropertyValues(
                        "release-ledger.channels.customers.type=email",
                        "release-ledger.channels.customers.host=mail.example",
                        "release-ledger.channels.customers.username=ledger",
                        "release-ledger.channels.customers.password=hunter2",
                        "release-ledger.channels.customers.from=Releases <releases@ledger.example>",
                        "release-ledger.channels.customers.to[0]=team@ledger.example",
                        "release-ledger.channels.customers.to[1]=Müller, Eva <eva@ledger.example>"
                                .replace("Müller, Eva", "\"Müller, Eva\""),
                        "release-ledger.channels.team.type=slack",
                        "release-ledger.channels.team.url=https://hooks.slack.example/services/T0/B0/hunter2",
                        "release-ledger.channels.portal.type=webhook",
                        "release-ledger.channels.portal.url=https://portal.example/hook/hunter2",
                        "release-ledger.channels.portal.secret=" + SECRET + "," + SECRET)
                .run(context -> {
                    Channels channels = context.getBean(Channels.class);
                    assertThat(channels.names()).containsExactly("customers", "portal", "team");
                    assertThat(channels.named("customers").map(Object::toString))
                            .contains("customers (e-mail, mail.example)");
                    assertThat(channels.named("team").map(Object::toString))
                            .contains("team (Slack, hooks.slack.example)");
                    assertThat(channels.named("portal").map(Object::toString))
                            .contains("portal (webhook, portal.example)");
                    assertThat(channels.named("nobody")).isEmpty();
                });
    }

    @Test
    void theEnvironmentCanHoldTheSecrets() {
        service.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of(
                                        "RELEASELEDGER_CHANNELS_PORTAL_SECRET",
                                        SECRET,
                                        "RELEASELEDGER_CHANNELS_PORTAL_URL",
                                        "https://portal.example/hook"))))
                .withPropertyValues("release-ledger.channels.portal.type=webhook")
                .run(context ->
                        assertThat(context.getBean(Channels.class).names()).containsExactly("portal"));
    }

    @Test
    void everyFaultIsToldAtOnce_andNoValue(CapturedOutput output) {
        service.withPropertyValues(
                        "release-ledger.channels.customers.type=email",
                        "release-ledger.channels.customers.host=mail example hunter2",
                        "release-ledger.channels.customers.port=hunter2",
                        "release-ledger.channels.customers.encryption=hunter2",
                        "release-ledger.channels.customers.username=hunter2",
                        "release-ledger.channels.customers.from=hunter2",
                        "release-ledger.channels.customers.to[0]=team@ledger.example, eve@hunter2.example",
                        "release-ledger.channels.customers.to[1]=hunter2",
                        "release-ledger.channels.customers.url=https://hunter2.example/",
                        "release-ledger.channels.team.type=slack",
                        "release-ledger.channels.team.url=http://hunter2.example/",
                        "release-ledger.channels.team.sercet=hunter2",
                        "release-ledger.channels.portal.type=webhook",
                        "release-ledger.channels.portal.url=https://hunter2@portal.example/hook",
                        "release-ledger.channels.portal.secret=hunter2",
                        "release-ledger.channels.fax.type=hunter2",
                        "release-ledger.channels.pager=https://hunter2.example/",
                        "release-ledger.channels.open.type=email",
                        "release-ledger.channels.open.encryption=none",
                        "release-ledger.channels.open.host=mail.example",
                        "release-ledger.channels.open.username=ledger",
                        "release-ledger.channels.open.password=hunter2",
                        "release-ledger.channels.open.from=releases@ledger.example",
                        "release-ledger.channels.Open_1.type=slack",
                        "release-ledger.channels.Open_1.url=https://hooks.example/hunter2")
                .run(
                        failing(
                                message -> assertThat(message.lines().skip(1).map(String::strip))
                                        .containsExactlyInAnyOrder(
                                                "release-ledger.channels.pager: has properties, not a value of its own",
                                                "release-ledger.channels.team.sercet: is not a property of a channel",
                                                "release-ledger.channels.customers.url: is not a property of this type of channel",
                                                "release-ledger.channels.customers.encryption: is starttls, tls or none",
                                                "release-ledger.channels.customers.host: is a mail server's name",
                                                "release-ledger.channels.customers.port: is a number from 1 to 65535",
                                                "release-ledger.channels.customers.password: goes with the other one",
                                                "release-ledger.channels.customers.from: is one mail address, itself in ASCII, such as Releases <releases@example.com>",
                                                "release-ledger.channels.customers.to[0]: is one mail address, itself in ASCII, such as Releases <releases@example.com>",
                                                "release-ledger.channels.customers.to[1]: is one mail address, itself in ASCII, such as Releases <releases@example.com>",
                                                "release-ledger.channels.team.url: begins with https unless encryption is none",
                                                "release-ledger.channels.portal.url: is an absolute https URL of printable ASCII, without credentials and fragment",
                                                "release-ledger.channels.portal.secret: is whsec_ and the Base64 of 24 to 64 random bytes; several are separated by commas",
                                                "release-ledger.channels.fax.type: is email, slack or webhook",
                                                "release-ledger.channels.open.password: is not sent over a connection that is not encrypted",
                                                "release-ledger.channels.open.to: has 1 to 50 addresses",
                                                "release-ledger.channels.Open_1: a name has 1 to 40 small letters, digits and hyphens between them")));
        assertThat(output).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "/hook",
                "ftp://portal.example/",
                "https:///hook",
                "https://portal.example/ä",
                "https://portal.example/a b",
                "https://portal.example/\r\nX: y",
                "https://portal.example/#part",
                "https://portal.example:99999/",
                "https://user@portal.example/"
            })
    void whatIsNoAddressOfAWebhookIsAFault(String url) {
        service.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "test",
                                Map.of(
                                        "release-ledger.channels.team.type",
                                        "slack",
                                        "release-ledger.channels.team.url",
                                        url))))
                .run(failing(message -> assertThat(message).contains("release-ledger.channels.team.url: ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "releases@ledger.example\r\nBcc: eve@example.com",
                "releases@ledger.example, eve@example.com",
                "releases",
                "releases@ledger.example (x\r\ny)",
                "team: a@ledger.example, b@ledger.example;",
                "müller@ledger.example"
            })
    void whatIsNotOneMailAddressIsAFault(String from) {
        service.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "test",
                                Map.of(
                                        "release-ledger.channels.mail.type", "email",
                                        "release-ledger.channels.mail.host", "mail.example",
                                        "release-ledger.channels.mail.to", "team@ledger.example",
                                        "release-ledger.channels.mail.from", from))))
                .run(failing(message -> assertThat(message).contains("release-ledger.channels.mail.from: ")));
    }

    @Test
    void faultsOfTheWayOutAreToldTooTogether() {
        service.withPropertyValues(
                        "release-ledger.outgoing.allow=10.0.0.0/8,not a host,10.0.0.0/64",
                        "release-ledger.outgoing.connect-timeout=0s",
                        "release-ledger.outgoing.total-timeout=1h")
                .run(failing(message -> assertThat(message.lines().skip(1).map(String::strip))
                        .containsExactly(
                                "release-ledger.outgoing.allow[1]: neither a host name nor a CIDR block",
                                "release-ledger.outgoing.allow[2]: neither a host name nor a CIDR block",
                                "release-ledger.outgoing.connect-timeout: not between 1 ms and 5 min",
                                "release-ledger.outgoing.total-timeout: not between 1 ms and 5 min")));
    }

    private static ContextConsumer<AssertableApplicationContext> failing(Consumer<String> told) {
        return context -> {
            Throwable failure = Objects.requireNonNull(context.getStartupFailure(), "it started");
            assertThat(failure).rootCause().isInstanceOf(SettingsUnusable.class);
            for (Throwable cause : List.of(failure, rootOf(failure))) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain("hunter2");
            }
            told.accept(String.valueOf(rootOf(failure).getMessage()));
        };
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }
}
