package io.jenkins.plugins.ecsdeploy.arguments;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * What the descriptors of all steps share: how a script's arguments become a step, and how a step becomes a script.
 *
 * <p>Pipeline calls {@link #newInstance(Map)} wherever a descriptor has its own (workflow-cps, {@code DSL.invokeStep}).
 * It is deprecated in favour of {@code CustomDescribableModel}, which does not do here: that may not fail with an
 * {@link AbortException}, and it takes apart every map before it is checked, also one that holds itself.
 */
@SuppressWarnings("deprecation")
public abstract class CheckedStepDescriptor extends StepDescriptor {
    /** @throws AbortException which names the argument that there is not, or whose value is of another kind */
    @Override
    public final Step newInstance(Map<String, Object> given) throws AbortException {
        DescribableModel<? extends Step> model = DescribableModel.of(clazz);
        try {
            return model.instantiate(StepArguments.checked(getFunctionName(), model, lists(), arguments(given)), null);
        } catch (EngineException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** The named arguments, of what a script has given. */
    protected Map<String, Object> arguments(Map<String, Object> given) {
        return given;
    }

    /** The arguments that may be a list of texts, and where a single text is a list of one. Their setters take an Object. */
    protected Set<String> lists() {
        return Set.of();
    }

    /** The arguments for the snippet generator, whose writer knows fewer kinds of values than a form has. */
    @Override
    public final UninstantiatedDescribable uninstantiate(Step step) {
        UninstantiatedDescribable plain = DescribableModel.uninstantiate2_(step);
        DescribableModel<?> model = DescribableModel.of(clazz);
        Map<String, Object> written = new TreeMap<>();
        plain.getArguments()
                .forEach((name, value) -> written.put(
                        name,
                        StepArguments.isTextOrNumber(model.getParameter(name))
                                ? SnippetValues.textOrNumber(value)
                                : SnippetValues.of(value)));
        return plain.withArguments(written);
    }
}
