package dev.releaseledger.command.release.health;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How figures and ids of reports are made, so that the same is the same. */
public final class Figures {
    private Figures() {}

    /** A figure as it is read again after it was written. */
    public static @Nullable BigDecimal canonical(@Nullable BigDecimal figure) {
        if (figure == null) {
            return null;
        }
        BigDecimal stripped = figure.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The id of what these texts say. */
    public static UUID id(String... of) {
        return UUID.nameUUIDFromBytes(String.join("\n", of).getBytes(StandardCharsets.UTF_8));
    }
}
