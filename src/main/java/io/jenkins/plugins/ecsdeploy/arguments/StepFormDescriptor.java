package io.jenkins.plugins.ecsdeploy.arguments;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The descriptor of a step whose form checks what is typed in, by the rules that the step itself keeps. Some arguments are
 * texts in the form and something else in the step, which Stapler cannot bind.
 *
 * @param <S> the step
 */
public abstract class StepFormDescriptor<S extends Step> extends CheckedStepDescriptor {
    private final Map<String, BiConsumer<? super S, String>> typedIn = new LinkedHashMap<>();

    /** Declares an argument whose setter takes the text as it was typed in. */
    protected final void text(String name, BiConsumer<? super S, String> setter) {
        typedIn.put(name, setter);
    }

    /** Declares an argument that is a map, typed in as YAML. */
    protected final void map(String name, BiConsumer<? super S, Map<String, ?>> setter) {
        text(name, (step, text) -> setter.accept(step, MapField.parse(name, text)));
    }

    /** Declares an argument that is a list, typed in as YAML. */
    protected final void list(String name, BiConsumer<? super S, List<?>> setter) {
        text(name, (step, text) -> setter.accept(step, MapField.parseList(name, text)));
    }

    /** Declares an argument that is a number, null if nothing was typed in. */
    protected final void number(String name, BiConsumer<? super S, Integer> setter) {
        text(name, (step, text) -> setter.accept(step, wholeNumber(name, text)));
    }

    /**
     * Refuses a step that lacks what it cannot do without. An empty field alone is no error, because every form begins
     * with those.
     *
     * @throws EngineException which says what is missing
     */
    protected void checkComplete(S step) {}

    @Override
    @SuppressWarnings("unchecked") // Stapler makes what this is the descriptor of
    public Step newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
        JSONObject bindable = JSONObject.fromObject(formData);
        typedIn.keySet().forEach(bindable::remove);
        S step = (S) super.newInstance(req, bindable);
        try {
            typedIn.forEach((name, setter) -> setter.accept(step, formData.optString(name)));
            checkComplete(step);
        } catch (EngineException e) {
            throw new NoSnippetException(e.getMessage(), e);
        }
        return step;
    }

    /** How the form shows a map argument. */
    public String yaml(Map<String, ?> map) {
        return MapField.print(map);
    }

    /** How the form shows a list argument. */
    public String yamlList(List<?> list) {
        return MapField.print(list);
    }

    /** The verdict of a rule on what is typed in. Nothing is no mistake, and those who may not see the form get none. */
    public static FormValidation check(@CheckForNull Item item, String value, Rule rule) {
        return check(item, value, rule, text -> Optional.empty());
    }

    /** @param doubt what to warn of in a text that keeps the rule, and is probably not what was meant */
    protected static FormValidation check(
            @CheckForNull Item item, String value, Rule rule, Function<String, Optional<String>> doubt) {
        String text = Util.fixEmptyAndTrim(value);
        if (text == null || !FormRights.maySee(item)) {
            return FormValidation.ok();
        }
        try {
            rule.check(text);
            return doubt.apply(text).map(FormValidation::warning).orElseGet(FormValidation::ok);
        } catch (EngineException | AbortException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** The same for a map. */
    protected static FormValidation checkMap(
            @CheckForNull Item item, String field, String value, Consumer<Map<String, Object>> rule) {
        return check(item, value, text -> rule.accept(MapField.parse(field, text)));
    }

    /** The same for a list. */
    protected static FormValidation checkList(
            @CheckForNull Item item, String field, String value, Consumer<List<Object>> rule) {
        return check(item, value, text -> rule.accept(MapField.parseList(field, text)));
    }

    /** The same for a number. */
    protected static FormValidation checkNumber(
            @CheckForNull Item item, String field, String value, Consumer<Integer> rule) {
        return check(item, value, text -> rule.accept(wholeNumber(field, text)));
    }

    /**
     * A number as a form sends it; null, as an argument that was not given, for an empty text.
     *
     * @throws EngineException when it is none
     */
    @CheckForNull
    protected static Integer wholeNumber(String field, String text) {
        String digits = Util.fixEmptyAndTrim(text);
        return digits == null ? null : StepArguments.wholeNumber(field, digits);
    }
}
