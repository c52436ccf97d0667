package dev.releaseledger.events.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the readers in the access topic are sealed with: AES-256-GCM under a random nonce, the rest of the record as
 * associated data, the subject padded so that its length does not tell who it is.
 *
 * <p>As text: a key a line, {@code <id> <base64 of 32 bytes>}, the newest first; empty lines and lines that begin with
 * {@code #} are passed over. The first one seals, all of them open. A key that is taken out of every copy of the text opens
 * nothing any more, whoever has the topic.
 */
public final class AccessKeys {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int PADDED_TO = 64;
    private static final int LONGEST_SUBJECT = 2_000;
    private static final Pattern LINE = Pattern.compile("([0-9a-z-]{1,40}) ([A-Za-z0-9+/]{43}=)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String newest;
    private final Map<String, SecretKeySpec> keys;

    private AccessKeys(String newest, Map<String, SecretKeySpec> keys) {
        this.newest = newest;
        this.keys = keys;
    }

    /**
     * Reads keys.
     *
     * @throws IllegalArgumentException when the text is not such a list; the message shows no key
     */
    public static AccessKeys parse(String text) {
        Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("line " + number
                        + " is no access key: it must be an id of a-z, 0-9 and -, a space, and 32 bytes in base64");
            }
            SecretKeySpec key = new SecretKeySpec(Base64.getDecoder().decode(parts.group(2)), "AES");
            if (keys.putIfAbsent(parts.group(1), key) != null) {
                throw new IllegalArgumentException("line " + number + " gives key " + parts.group(1) + " again");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no access key in it");
        }
        return new AccessKeys(keys.keySet().iterator().next(), keys);
    }

    /** A new key, as a line of the text. */
    public static String generate() {
        byte[] id = new byte[4];
        byte[] key = new byte[KEY];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(key);
        return HexFormat.of().formatHex(id) + " " + Base64.getEncoder().encodeToString(key) + "\n";
    }

    /** The id of the key that seals. */
    public String newest() {
        return newest;
    }

    /** Whether a key of this id is here. */
    public boolean has(String id) {
        return keys.containsKey(id);
    }

    /** Seals the reader of an access. */
    public AccessRecord seal(String subject, Access access) {
        byte[] name = subject.getBytes(UTF_8);
        if (name.length > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("a subject takes at most " + LONGEST_SUBJECT + " bytes");
        }
        int padded = (Short.BYTES + name.length + PADDED_TO - 1) / PADDED_TO * PADDED_TO;
        byte[] plain = ByteBuffer.allocate(padded)
                .putShort((short) name.length)
                .put(name)
                .array();
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, newest, nonce, access).doFinal(plain);
            byte[] reader = ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return new AccessRecord(access, newest, reader);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", e);
        }
    }

    /** Opens a value of the access topic; never fails. */
    public Opening open(byte @Nullable [] value) {
        return AccessRecord.read(value)
                .map(this::open)
                .orElseGet(() -> new Opening.Unopened(UnopenedRecords.Why.MALFORMED, ""));
    }

    private Opening open(AccessRecord record) {
        if (!keys.containsKey(record.key())) {
            return new Opening.Unopened(UnopenedRecords.Why.KEY_UNKNOWN, record.key());
        }
        if (record.reader().length < NONCE + TAG) {
            return new Opening.Unopened(UnopenedRecords.Why.MALFORMED, record.key());
        }
        byte[] nonce = Arrays.copyOf(record.reader(), NONCE);
        byte[] sealed = Arrays.copyOfRange(record.reader(), NONCE, record.reader().length);
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, record.key(), nonce, record.access())
                    .doFinal(sealed);
            return new Opening.Opened(subject(plain), record.access());
        } catch (AEADBadTagException e) {
            return new Opening.Unopened(UnopenedRecords.Why.NOT_AUTHENTIC, record.key());
        } catch (CharacterCodingException | IndexOutOfBoundsException e) {
            return new Opening.Unopened(UnopenedRecords.Why.MALFORMED, record.key());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", e);
        }
    }

    private static String subject(byte[] plain) throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.wrap(plain);
        if (bytes.remaining() < Short.BYTES) {
            throw new IndexOutOfBoundsException("no length");
        }
        ByteBuffer name = bytes.slice(Short.BYTES, bytes.getShort(0));
        return UTF_8.newDecoder().decode(name).toString();
    }

    private Cipher cipher(int mode, String id, byte[] nonce, Access access) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, keys.get(id), new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(access.bytes());
        return cipher;
    }
}
