package dev.releaseledger.events.contract;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.EventType;
import dev.releaseledger.events.envelope.JsonOf;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas (2020-12) of the events' data, from the records: names, types, what is required, and the Javadoc's words. */
final class Schemas {
    private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

    private Schemas() {}

    /** The schema as it is checked in. */
    static String textOf(EventType type) {
        return EntryJson.mapper()
                        .writer()
                        .with(new DefaultPrettyPrinter()
                                .withObjectIndenter(TWO_SPACES)
                                .withArrayIndenter(TWO_SPACES))
                        .writeValueAsString(schemaOf(type))
                + "\n";
    }

    private static ObjectNode schemaOf(EventType type) {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        EntryJson.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        builder.with(Schemas::ofValue);
        builder.forTypesInGeneral()
                .withArrayUniqueItemsResolver(scope -> scope.getType().isInstanceOf(Set.class) ? true : null)
                .withPropertySorter((one, other) -> 0);
        builder.forFields()
                .withRequiredCheck(
                        field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class))
                .withDescriptionResolver(Schemas::description)
                .withCustomDefinitionProvider((field, context) -> kinds(field));
        ObjectNode generated = new SchemaGenerator(builder.build()).generateSchema(type.record());
        return inOrder(generated, type);
    }

    /** What it is first, then what it holds. */
    private static ObjectNode inOrder(ObjectNode generated, EventType type) {
        ObjectNode schema = EntryJson.mapper().createObjectNode();
        schema.set("$schema", generated.remove("$schema"));
        schema.put("$id", type.schema());
        schema.put("title", type.name());
        schema.put("description", Prose.plain(Prose.of(type.record()).description()));
        return schema.setAll(generated);
    }

    private static @Nullable String description(FieldScope field) {
        return field.isFakeContainerItemScope()
                ? null
                : Prose.of(field.getDeclaringType().getErasedType())
                        .of(field.getDeclaredName())
                        .map(Prose::plain)
                        .orElse(null);
    }

    /** A JSON value that is kept as it is, or a list of such: of which kinds it is. */
    private static @Nullable CustomPropertyDefinition kinds(FieldScope field) {
        AnnotatedType type = field.getRawMember().getAnnotatedType();
        ObjectNode schema = EntryJson.mapper().createObjectNode();
        ObjectNode value = schema;
        if (type instanceof AnnotatedParameterizedType generic && !field.isFakeContainerItemScope()) {
            type = generic.getAnnotatedActualTypeArguments()[0];
            value = schema.put("type", "array").putObject("items");
        }
        JsonOf json = type.getAnnotation(JsonOf.class);
        if (json == null) {
            return null;
        }
        ArrayNode kinds = value.putArray("type");
        for (JsonNodeType kind : json.value()) {
            kinds.add(kind.name().toLowerCase(Locale.ROOT));
            if (kind == JsonNodeType.OBJECT) {
                value.put("additionalProperties", true);
            }
        }
        return new CustomPropertyDefinition(schema, CustomDefinition.AttributeInclusion.YES);
    }

    /** Values that are written as one JSON value, and data that is any object. */
    private static @Nullable CustomDefinition ofValue(ResolvedType type, SchemaGenerationContext context) {
        Class<?> java = type.getErasedType();
        if (java.isSealed() && java.isInterface()) {
            return oneOf(java, context);
        }
        ObjectNode schema = EntryJson.mapper().createObjectNode();
        if (java.isEnum()) {
            ArrayNode values = schema.put("type", "string").putArray("enum");
            for (Object constant : java.getEnumConstants()) {
                values.add(EntryJson.mapper().valueToTree(constant));
            }
        } else if (java == Instant.class) {
            schema.put("type", "string").put("format", "date-time");
        } else if (java == LocalDate.class) {
            schema.put("type", "string").put("format", "date");
        } else if (java == Duration.class) {
            schema.put("type", "string").put("format", "duration");
        } else if (java == UUID.class) {
            schema.put("type", "string").put("format", "uuid");
        } else if (java == JsonNode.class) {
            schema.put("type", "object").put("additionalProperties", true);
        } else {
            return null;
        }
        return new CustomDefinition(
                schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
    }

    /** One of the records below a sealed type, which may be within itself. */
    private static CustomDefinition oneOf(Class<?> sealed, SchemaGenerationContext context) {
        ObjectNode schema = EntryJson.mapper().createObjectNode();
        ArrayNode kinds = schema.putArray("oneOf");
        for (Class<?> kind : sealed.getPermittedSubclasses()) {
            kinds.add(context.createDefinitionReference(context.getTypeContext().resolve(kind)));
        }
        return new CustomDefinition(
                schema, CustomDefinition.DefinitionType.ALWAYS_REF, CustomDefinition.AttributeInclusion.NO);
    }
}
