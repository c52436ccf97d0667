package dev.releaseledger.command.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.announce.channel.WrittenMail;
import dev.releaseledger.command.outgoing.Outside;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class DeliveryReadingTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    private static DeliveryReading reading(Map<String, String> written) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(DeliveryReading.ROOT + ".newest", "https://ledger.example/ledger/checkpoint");
        written.forEach((name, value) -> properties.put(DeliveryReading.ROOT + "." + name, value));
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        Outside outside = new Outside();
        return new DeliveryReading(
                environment,
                "ledger.example",
                outside.http(),
                new WrittenMail(environment, outside.http(), outside.sockets(), outside.limit(), Outside.CLOCK),
                Outside.CLOCK);
    }

    private static List<String> faults(Map<String, String> written) {
        DeliveryReading reading = reading(written);
        reading.read();
        return reading.faults();
    }

    @Test
    void whatIsNotWrittenIsNotGivenAnything() {
        DeliveryReading reading = reading(Map.of());

        assertThat(reading.read()).isEmpty();
        assertThat(reading.faults()).isEmpty();
    }

    @Test
    void eachPlaceHasAnIntervalOfItsOwn_anHourIfNoneIsWritten() {
        DeliveryReading reading = reading(Map.of(
                "webhook.url", "https://keeper.example/checkpoints",
                "webhook.secret", SECRET,
                "webhook.interval", "15m",
                "mail.host", "mail.example",
                "mail.from", "Ledger <ledger@ledger.example>",
                "mail.to", "audit@auditor.example,second@auditor.example",
                "file.folder", folder.toString(),
                "file.interval", "1d"));

        assertThat(reading.read())
                .extracting(Target::name, Target::interval)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("webhook", Duration.ofMinutes(15)),
                        org.assertj.core.groups.Tuple.tuple("mail", Duration.ofHours(1)),
                        org.assertj.core.groups.Tuple.tuple("file", Duration.ofDays(1)));
        assertThat(reading.faults()).isEmpty();
    }

    @Test
    void anotherAddressIsAnotherPlace_andAPlaceDoesNotSayWhereItIs() {
        Map<String, String> written =
                new HashMap<>(Map.of("webhook.url", "https://keeper.example/hunter2", "webhook.secret", SECRET));
        String before = reading(written).read().getFirst().place().address();
        written.put("webhook.interval", "1d");
        String sameAddress = reading(written).read().getFirst().place().address();
        written.put("webhook.url", "https://keeper.example/hunter3");

        assertThat(sameAddress).isEqualTo(before).matches("[0-9a-f]{16}");
        assertThat(reading(written).read().getFirst().place().address()).isNotEqualTo(before);
    }

    @Test
    void everyFaultIsToldAtOnceWithItsPropertyAndWithoutItsValue() {
        List<String> faults = faults(Map.of(
                "webhook.url", "ftp://hunter2",
                "webhook.secret", "hunter2",
                "webhook.interval", "hunter2",
                "mail.host", "mail.example",
                "mail.to", "hunter2",
                "file.folder", "/hunter2/is/no/folder",
                "file.interval", "1ms",
                "fax.number", "hunter2"));

        assertThat(faults).noneMatch(fault -> fault.contains("hunter2"));
        assertThat(faults.stream().map(fault -> fault.substring(DeliveryReading.ROOT.length() + 1, fault.indexOf(':'))))
                .containsExactlyInAnyOrder(
                        "fax.number",
                        "webhook.url",
                        "webhook.secret",
                        "webhook.interval",
                        "mail.from",
                        "mail.to[0]",
                        "file.folder",
                        "file.interval");
    }

    @Test
    void mailIsNotSentWithAPasswordInTheOpen() {
        assertThat(faults(Map.of(
                        "mail.host", "mail.example",
                        "mail.encryption", "none",
                        "mail.username", "ledger",
                        "mail.password", "hunter2",
                        "mail.from", "ledger@ledger.example",
                        "mail.to", "audit@auditor.example")))
                .containsExactly(
                        DeliveryReading.ROOT + ".mail.password: is not sent over a connection that is not encrypted");
    }
}
