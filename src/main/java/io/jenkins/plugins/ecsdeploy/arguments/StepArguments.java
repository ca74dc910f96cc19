package io.jenkins.plugins.ecsdeploy.arguments;

import groovy.lang.Closure;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/**
 * The arguments that a script gives to a step, checked before the step is made of them. Pipeline itself only warns of
 * names that there are not, takes {@code 'yes'} for false and 2.5 for 2, and answers everything else with a stack trace.
 */
final class StepArguments {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,10}");

    /** By argument, the same in all steps that have it. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("images", "[web: 'registry/web:90']"),
            Map.entry("tags", "[web: '90']"),
            Map.entry("environment", "[web: [LOG_LEVEL: 'debug']]"),
            Map.entry("secrets", "[web: [DB_PASSWORD: 'arn:…']]"),
            Map.entry("dockerLabels", "[web: [team: 'shop']]"),
            Map.entry("logConfiguration", "[web: [logDriver: 'awslogs', options: [:]]]"),
            Map.entry("command", "[web: ['sh', '-c', 'exec web']]"),
            Map.entry("environmentFiles", "[web: ['arn:aws:s3:::bucket/web.env']]"),
            Map.entry("fields", "[networkMode: 'awsvpc']"),
            Map.entry("overrides", "[ephemeralStorage: [sizeInGiB: 50]]"),
            Map.entry("taskTags", "[team: 'shop']"),
            Map.entry("variables", "[BUILD: env.BUILD_NUMBER]"),
            Map.entry("expectImages", "[web: moved.digest]"),
            Map.entry("registryCredentials", "['registry.example.com': 'registry']"),
            Map.entry("build", "upstreamBuildChoice(job: 'service1')"),
            Map.entry("deployment", "ecsDeploy(service: 'web', waitUntil: 'GATE')"));

    /** The same for lists. */
    private static final Map<String, String> LISTS = Map.of(
            "command", "['bin/migrate', '--all']",
            "subnets", "['subnet-0123456789abcdef0']",
            "securityGroups", "['sg-0123456789abcdef0']",
            "capacityProviderStrategy", "[[capacityProvider: 'FARGATE_SPOT', weight: 1]]");

    private StepArguments() {}

    /**
     * The arguments as the step takes them. One that is null or an empty text where the step takes something else counts
     * as not given.
     *
     * @param function the name of the step, for the message
     * @param lists the arguments that may be a list of texts or numbers
     * @throws EngineException which names the argument and what was expected
     */
    static Map<String, Object> checked(
            String function, DescribableModel<?> model, Set<String> lists, Map<String, ?> given) {
        Map<String, ?> named = named(model, given);
        checkNames(function, model, named.keySet());
        Map<String, Object> checked = new LinkedHashMap<>();
        named.forEach((name, value) -> {
            Class<?> type = model.getParameter(name).getErasedType();
            if (lists.contains(name)) {
                checked.put(name, textOrTexts(name, value));
            } else if (type == String.class || type == Object.class || isGiven(value)) {
                checked.put(name, value == null ? null : converted(name, type, value));
            }
        });
        return checked;
    }

    /** Whether the setter takes an Object, for Pipeline turns no number into a text. */
    static boolean isTextOrNumber(DescribableParameter parameter) {
        return parameter.getErasedType() == Object.class;
    }

    /** An example of a map; every argument that is one has it. */
    static String example(String argument) {
        return EXAMPLES.get(argument);
    }

    /** An example of a list, likewise. */
    static String exampleOfList(String argument) {
        return LISTS.get(argument);
    }

    /** Pipeline takes wrong names for the value where a step has but one argument: {@code ecsTarget(tagret: 'beta')}. */
    private static Map<String, ?> named(DescribableModel<?> model, Map<String, ?> given) {
        if (model.getParameters().size() == 1 && given.size() == 1) {
            Object value = given.get(model.getParameters().iterator().next().getName());
            if (value instanceof Map<?, ?> map) {
                Map<String, Object> named = new LinkedHashMap<>();
                map.forEach((name, each) -> named.put(String.valueOf(name), each));
                return named;
            }
        }
        return given;
    }

    private static void checkNames(String function, DescribableModel<?> model, Collection<String> given) {
        List<String> known = model.getParameters().stream()
                .map(DescribableParameter::getName)
                .toList();
        List<String> unknown =
                given.stream().filter(name -> !known.contains(name)).toList();
        if (unknown.isEmpty()) {
            return;
        }
        boolean allNear =
                unknown.stream().allMatch(name -> Nearest.of(name, known).isPresent());
        throw new EngineException(function + " has no argument "
                + unknown.stream()
                        .map(name -> Shown.text(name) + Nearest.hint(name, known))
                        .collect(Collectors.joining(", "))
                + (allNear ? "" : "; it takes " + String.join(", ", known)));
    }

    private static boolean isGiven(Object value) {
        return value != null
                && !(value instanceof CharSequence text && text.toString().isBlank());
    }

    private static Object converted(String name, Class<?> type, Object value) {
        if (type == String.class) {
            return text(name, value);
        }
        if (type == Object.class) {
            return textOrNumber(name, value);
        }
        if (type == boolean.class || type == Boolean.class) {
            return truth(name, value);
        }
        if (type == int.class || type == Integer.class) {
            return wholeNumber(name, value);
        }
        if (type == List.class) {
            return list(name, value);
        }
        if (!(value instanceof Map)) {
            // Texts are not shown, for those in maps may be secret.
            throw value instanceof CharSequence
                    ? RawValues.wrong(name, value, map(name))
                    : wrong(name, value, map(name));
        }
        return value;
    }

    private static String map(String name) {
        return "a map, such as " + name + ": " + example(name);
    }

    private static List<?> list(String name, Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        String expected = "a list, such as " + name + ": " + exampleOfList(name);
        throw value instanceof CharSequence ? RawValues.wrong(name, value, expected) : wrong(name, value, expected);
    }

    private static String text(String name, Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        throw wrong(
                name,
                value,
                value instanceof Number || value instanceof Boolean ? "a text, which is in quotes" : "a text");
    }

    private static Object textOrNumber(String name, Object value) {
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof CharSequence) {
            return value.toString();
        }
        throw wrong(name, value, "a text or a number");
    }

    private static Object textOrTexts(String name, Object value) {
        if (value == null || value instanceof CharSequence || value instanceof Number) {
            return value == null ? null : value.toString();
        }
        if (!(value instanceof Collection<?> list)) {
            throw wrong(name, value, "a text, or a list of texts");
        }
        List<Object> texts = new ArrayList<>();
        for (Object each : list) {
            texts.add(textOrNumber(name + "[" + texts.size() + "]", each).toString());
        }
        return texts;
    }

    private static Boolean truth(String name, Object value) {
        String text = value.toString().trim();
        boolean isText = value instanceof CharSequence;
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (isText && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return Boolean.valueOf(text);
        }
        throw wrong(name, value, "true or false");
    }

    /** @throws EngineException which names the argument */
    static Integer wholeNumber(String name, Object value) {
        String text = value.toString().trim();
        try {
            if (value instanceof Number) {
                return new BigDecimal(text).intValueExact();
            }
            if (value instanceof CharSequence && WHOLE_NUMBER.matcher(text).matches()) {
                return Integer.valueOf(text);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // It has a fraction, or too many digits: neither is a whole number that anybody can mean.
        }
        throw wrong(name, value, "a whole number");
    }

    private static EngineException wrong(String name, Object value, String expected) {
        if (value instanceof CharSequence text) {
            return new EngineException(name + " is '" + Shown.text(text.toString()) + "'; expected " + expected);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return new EngineException(name + " is " + Shown.text(value.toString()) + "; expected " + expected);
        }
        return value instanceof Closure
                ? new EngineException(name + " is a block in braces; expected " + expected)
                : RawValues.wrong(name, value, expected);
    }
}
