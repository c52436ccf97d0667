package dev.releaseledger.command.rest;

import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Reads the bodies of commands: bounded, strict, with every fault named; remembers the body's digest for the receipt. */
final class StrictBodies extends AbstractHttpMessageConverter<Record> {
    /** The request attribute that holds the body's SHA-256 in hexadecimal. */
    static final String DIGEST = StrictBodies.class.getName() + ".digest";

    /** The SHA-256 of a request without a body. */
    static final String DIGEST_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final int MOST_BYTES = 1 << 20;

    private final BodyReader reader;

    StrictBodies(BodyReader reader) {
        super(MediaType.APPLICATION_JSON);
        this.reader = reader;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type.isRecord() && type.getName().startsWith("dev.releaseledger.command.");
    }

    @Override
    public boolean canWrite(Class<?> type, @org.jspecify.annotations.Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Record readInternal(Class<? extends Record> type, HttpInputMessage message) throws IOException {
        return reader.read(bounded(message), type);
    }

    /** A body of no more bytes than are taken; its digest is remembered for the receipt. */
    static byte[] bounded(HttpInputMessage message) throws IOException {
        byte[] body = message.getBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new RequestRejected(
                    Problem.of(413, "too-large", "Too large", "a body holds at most " + MOST_BYTES + " bytes"));
        }
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(DIGEST, sha256(body), RequestAttributes.SCOPE_REQUEST);
        return body;
    }

    @Override
    protected void writeInternal(Record record, HttpOutputMessage message) {
        throw new HttpMessageNotWritableException("bodies of commands are only read");
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
