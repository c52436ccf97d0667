package dev.releaseledger.command.rest;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Some text: not blank, at most 10,000 characters, no control characters but line feeds and tabs. */
@NotBlank
@Size(max = 10_000)
@Pattern(regexp = "[\\n\\t\\r\\P{Cntrl}]*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
public @interface Text {
    String message() default
            "text of 1 to 10000 characters, not blank, without control characters but line feeds and tabs";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
