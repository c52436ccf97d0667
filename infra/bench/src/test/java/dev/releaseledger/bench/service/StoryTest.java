package dev.releaseledger.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void theStoryHasTwentyRequestsThatNameNothingButTheirRelease() throws IOException {
        UUID id = new UUID(1, 2);
        assertThat(Story.told(Story.COMMANDS).steps()).hasSize(20).allSatisfy(step -> {
            Story.Step request = step.about(id, "unique");
            assertThat(request.path() + request.body()).doesNotContain("@").contains(id.toString());
        });
    }
}
