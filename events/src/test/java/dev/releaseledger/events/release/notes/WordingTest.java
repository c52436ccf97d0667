package dev.releaseledger.events.release.notes;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Checkout: pay later                  | Checkout     | pay later
            feat(checkout): pay later            | checkout     | pay later
            fix: sums add up                     | -            | sums add up
            fix!: sums add up                    | -            | sums add up
            deps(build): update                  | build        | update
            storage: mend a race                 | storage      | mend a race
            Docs: explain remote write           | Docs         | explain remote write
            UI/API: show a: b                    | UI/API       | show a: b
            Remote write: send less              | Remote write | send less
            Sums add up                          | -            | Sums add up
            See http://example.com               | -            | See http://example.com
            Add a flag `--x: y`                  | -            | Add a flag `--x: y`
            This is how a long sentence begins: it goes on | - | This is how a long sentence begins: it goes on
            """)
    void anEntryReadsAreaAndWhatChanged(String summary, @Nullable String area, String text) {
        assertThat(Wording.of(summary)).isEqualTo(new Wording(area, text));
    }
}
