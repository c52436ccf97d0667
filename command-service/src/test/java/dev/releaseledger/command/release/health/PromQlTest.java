package dev.releaseledger.command.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void whatVersionsAndNamesAreMadeOfStaysAsItIs() {
        assertThat(PromQl.inAString("2.5.0-rc.1+build_7")).isEqualTo("2.5.0-rc.1+build_7");
    }

    @Test
    void whatCouldEndAStringOrBeginAnEscapeIsWrittenAsItsBytes() {
        assertThat(PromQl.inAString("a\"b'c`d\\e\nf")).isEqualTo("a\\x22b\\x27c\\x60d\\x5ce\\x0af");
        assertThat(PromQl.inAString("é")).isEqualTo("\\xc3\\xa9");
    }
}
