package dev.releaseledger.command.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A long text: not blank, at most 40 KiB in UTF-8, no control characters but line feeds and tabs. */
@Constraint(validatedBy = LongText.Bounded.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
public @interface LongText {
    String message() default
            "text of at most 40960 bytes in UTF-8, not blank, without control characters but line feeds and tabs";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges one. */
    final class Bounded implements ConstraintValidator<LongText, CharSequence> {
        private static final int MOST_BYTES = 40 * 1024;

        @Override
        public boolean isValid(CharSequence text, ConstraintValidatorContext context) {
            return text.length() <= MOST_BYTES
                    && text.toString().getBytes(UTF_8).length <= MOST_BYTES
                    && !text.toString().isBlank()
                    && text.codePoints().noneMatch(LongText.Bounded::isForbidden);
        }

        private static boolean isForbidden(int point) {
            return point != '\n' && point != '\t' && point != '\r' && (point < 0x20 || point == 0x7f);
        }
    }
}
