package io.jenkins.plugins.ecsdeploy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.GString;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildParameterDefinition;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildsChoiceListProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Calls of this plugin's steps and symbols, checked against what Pipeline makes of their arguments. */
@SuppressWarnings("deprecation") // as Pipeline makes the steps
final class Calls {
    static final List<String> STEPS = List.of(
            "ecsRender",
            "ecsDeploy",
            "ecsRollback",
            "ecsGate",
            "ecsRunTask",
            "ecsSync",
            "ecsTarget",
            "ecsVerify",
            "tagImage",
            "ecsHistory",
            "upstreamBuildChoice",
            "exportBuildVariables",
            "importBuildVariables");
    static final List<String> NAMES = with(STEPS, "upstreamBuild", "upstreamBuilds");

    private Calls() {}

    /**
     * Makes the step, or the parameter, as Pipeline does.
     *
     * @throws AssertionError if it has no such argument, if a mandatory one is missing, or if one is of another type
     */
    static void check(String name, Map<?, ?> arguments) {
        DescribableModel<?> model = model(name);
        Map<String, Object> plain = new LinkedHashMap<>();
        arguments.forEach((argument, value) -> {
            if (model.getParameter(argument.toString()) == null) {
                throw new AssertionError(name + " has no argument '" + argument + "'");
            }
            plain.put(argument.toString(), plain(value));
        });
        for (DescribableParameter parameter : model.getParameters()) {
            if (parameter.isRequired() && !plain.containsKey(parameter.getName())) {
                throw new AssertionError(name + " needs the argument '" + parameter.getName() + "'");
            }
        }
        try {
            StepDescriptor step = StepDescriptor.byFunctionName(name);
            Object made = step == null ? model.instantiate(plain, null) : step.newInstance(plain);
            assertThat(made).isNotNull();
        } catch (Exception e) {
            throw new AssertionError(name + plain + ": " + e, e);
        }
    }

    /** The one that is meant when a value stands alone: {@code ecsTarget('beta')}. */
    static String argumentOfAValue(String name) {
        DescribableParameter alone = model(name).getSoleRequiredParameter();
        if (alone == null) {
            throw new AssertionError(name + " takes arguments by name only");
        }
        return alone.getName();
    }

    /** The names of all of them. */
    static List<String> arguments(String name) {
        return model(name).getParameters().stream()
                .map(DescribableParameter::getName)
                .toList();
    }

    private static DescribableModel<?> model(String name) {
        if (name.equals("upstreamBuild")) {
            return DescribableModel.of(UpstreamBuildParameterDefinition.class);
        }
        if (name.equals("upstreamBuilds")) {
            return DescribableModel.of(UpstreamBuildsChoiceListProvider.class);
        }
        StepDescriptor step = StepDescriptor.byFunctionName(name);
        if (step == null) {
            throw new AssertionError("There is no step " + name);
        }
        return DescribableModel.of(step.clazz);
    }

    /** Pipeline makes texts of Groovy's. */
    private static Object plain(Object value) {
        if (value instanceof GString) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put(plain(key), plain(each)));
            return plain;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Calls::plain).collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        }
        return value;
    }

    private static List<String> with(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
