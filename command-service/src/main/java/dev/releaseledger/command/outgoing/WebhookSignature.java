package dev.releaseledger.command.outgoing;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as Standard Webhooks 1.0 has them: {@code v1,} and the Base64 of an HMAC-SHA256, one for each key. */
public final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private final List<SecretKeySpec> keys;

    private WebhookSignature(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** Signs with each of these secrets, so that a receiver can change from one to the next. */
    public static WebhookSignature with(List<String> secrets) {
        return new WebhookSignature(secrets.stream()
                .map(secret -> new SecretKeySpec(key(secret).orElseThrow(), ALGORITHM))
                .toList());
    }

    /** Whether it is {@code whsec_} and the Base64 of 24 to 64 bytes. */
    static boolean isSecret(String secret) {
        return key(secret).filter(key -> key.length >= 24 && key.length <= 64).isPresent();
    }

    /**
     * The value of the header {@code webhook-signature}.
     *
     * @param id the value of {@code webhook-id}, without a full stop
     * @param timestamp the value of {@code webhook-timestamp}: seconds since 1970
     */
    public String of(String id, long timestamp, byte[] body) {
        return keys.stream().map(key -> "v1," + hmac(key, id, timestamp, body)).collect(Collectors.joining(" "));
    }

    private static Optional<byte[]> key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(secret.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String hmac(SecretKeySpec key, String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
