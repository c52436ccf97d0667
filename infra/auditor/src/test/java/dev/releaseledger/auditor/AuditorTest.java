package dev.releaseledger.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class AuditorTest {
    private final StringWriter err = new StringWriter();

    private int failed(Throwable failure) {
        return Auditor.failed(failure, new PrintWriter(err, true));
    }

    @Test
    void whatCannotBeReadIsSaidInALine() {
        assertThat(failed(new IOException("no file"))).isEqualTo(3);
        assertThat(err.toString()).isEqualToIgnoringNewLines("cannot be read: no file");
    }

    @Test
    void aFailureOfItsOwnIsNoVerdict() {
        assertThat(failed(new IllegalStateException("broken"))).isEqualTo(4);
        assertThat(failed(new StackOverflowError())).isEqualTo(4);
        assertThat(err.toString()).contains("which is no verdict", "broken");
    }
}
