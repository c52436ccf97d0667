package dev.releaseledger.bench.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Test
    void answersWithALengthAreReadOneAfterAnother() throws IOException {
        InputStream in = bytes("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 204 \r\n\r\n");
        assertThat(Connection.read(in).body()).asString(UTF_8).isEqualTo("{}");
        assertThat(Connection.read(in).status()).isEqualTo(204);
    }

    @Test
    void anAnswerInChunksIsPutTogether() throws IOException {
        InputStream in = bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        assertThat(Connection.read(in).body()).asString(UTF_8).isEqualTo("abcde");
    }

    @Test
    void anAnswerThatIsTheConnectionsLastSaysSo() throws IOException {
        InputStream in =
                bytes("HTTP/1.1 200 \r\nConnection: close\r\n\r\nHTTP/1.1 200 \r\nConnection: keep-alive\r\n\r\n");
        assertThat(Connection.read(in).last()).isTrue();
        assertThat(Connection.read(in).last()).isFalse();
    }
}
