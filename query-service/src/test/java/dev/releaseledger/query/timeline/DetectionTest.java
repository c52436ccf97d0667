package dev.releaseledger.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionTest {

    @Test
    void namesAreTakenApart_intoWordsInLowerCase() {
        assertThat(Detection.words(List.of("TlsCertExpired", "p99 of /checkout: 4.5 s")))
                .containsExactly("4", "5", "cert", "checkout", "expired", "of", "p99", "s", "tls");
    }

    @Test
    void whatHasNoWords_hasNone() {
        assertThat(Detection.words(List.of("", " ", "-- …", "\ud83d\ude80"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aB",
                "AB",
                "ABc",
                "a1B",
                "éÉ",
                "ßA",
                "Ⅻ ² ½x",
                "日本語ログ",
                "𝒜𝒷 a𝒜",
                "a\ud83dB",
                "\ud83d",
                "snake_case-kebab",
                "HTTPServer",
                "x\u0301Y",
                " leading and trailing ",
                "a",
                "Ünïcode Änderung",
                "٣٤ arabic",
                "a\0b\nC"
            })
    void wordsAreWhatLiesBetweenEverythingThatIsNoLetterAndNoDigit(String text) {
        TreeSet<String> expected = new TreeSet<>();
        for (String word : text.replaceAll("(?<=[a-z])(?=[A-Z])", " ").split("[^\\p{L}\\p{N}]+")) {
            expected.add(word.toLowerCase(Locale.ROOT));
        }
        expected.remove("");

        assertThat(Detection.words(List.of(text))).isEqualTo(expected);
    }
}
