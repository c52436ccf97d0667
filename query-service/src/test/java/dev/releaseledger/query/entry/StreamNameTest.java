package dev.releaseledger.query.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.release.ReleaseEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamNameTest {
    private static final UUID ID = UUID.fromString("0197aaaa-0000-7000-8000-00000000abcd");

    @Test
    void aNameTellsWhatItsStreamTellsOf() {
        assertThat(StreamName.of(ReleaseEvent.stream(ID))).isEqualTo(new StreamName.OfRelease(ID));
        assertThat(StreamName.of(IncidentEvent.stream(ID))).isEqualTo(new StreamName.OfIncident(ID));
        assertThat(StreamName.of(FlagEvent.stream(ID))).isEqualTo(new StreamName.OfFlag(ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "release",
                "release/",
                "release/shop",
                "release/0197AAAA-0000-7000-8000-00000000ABCD",
                "release/197aaaa-0-7000-8000-abcd",
                "release/0197aaaa-0000-7000-8000-00000000abcd/",
                "/release/0197aaaa-0000-7000-8000-00000000abcd",
                "refusal/release/0197aaaa-0000-7000-8000-00000000abcd",
                "policy/shop",
                "0197aaaa-0000-7000-8000-00000000abcd"
            })
    void anyOtherNameIsThatOfAnotherStream(String name) {
        assertThat(StreamName.of(name)).isEqualTo(new StreamName.OfOther());
    }
}
