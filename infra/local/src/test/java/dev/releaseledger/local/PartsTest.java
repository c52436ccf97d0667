package dev.releaseledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    private final Parts parts = new Parts();

    @Test
    void whatNeedsOthersStopsBeforeThemInWhateverOrderTheyStarted() {
        parts.add(Parts.Layer.KAFKA, () -> stopped.add("Kafka"));
        parts.add(Parts.Layer.SERVICES, () -> stopped.add("services"));
        parts.add(Parts.Layer.POSTGRES, () -> stopped.add("PostgreSQL"));
        parts.add(Parts.Layer.DATA, () -> stopped.add("data folder"));
        parts.close();
        assertThat(stopped).containsExactly("services", "Kafka", "PostgreSQL", "data folder");
    }

    @Test
    void aPartThatDoesNotStopKeepsNoOtherFromStopping() {
        parts.add(Parts.Layer.SERVICES, () -> {
            throw new IllegalStateException("stuck");
        });
        parts.add(Parts.Layer.POSTGRES, () -> stopped.add("PostgreSQL"));
        parts.close();
        assertThat(stopped).containsExactly("PostgreSQL");
    }

    @Test
    void aPartThatStartedDuringTheStopIsStoppedToo() {
        parts.close();
        parts.add(Parts.Layer.KAFKA, () -> stopped.add("late Kafka"));
        assertThat(stopped).containsExactly("late Kafka");
    }
}
