package io.jenkins.plugins.ecsdeploy.engine.deployment;

import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants of a deployment that puts new tasks beside the old ones and then moves the traffic.
 *
 * @param appSpec CodeDeploy's AppSpec; absent: as the service is
 * @param placeholders the values for <code>${NAME}</code> in it
 * @param application CodeDeploy's application; absent: the one that has the service
 * @param group CodeDeploy's deployment group; absent: the one that has the service
 * @param config CodeDeploy's deployment configuration; absent: the group's
 * @param description what CodeDeploy is to show of the deployment
 * @param ignoreAlarms go on while an alarm of the group is red
 * @param waitUntil how far to follow it
 */
public record BlueGreenOptions(
        Optional<SourceText> appSpec,
        Placeholders placeholders,
        Optional<String> application,
        Optional<String> group,
        Optional<String> config,
        Optional<String> description,
        boolean ignoreAlarms,
        WaitUntil waitUntil) {

    /** Everything as the service and its group are, followed to the end. */
    public static BlueGreenOptions none() {
        return new BlueGreenOptions(
                Optional.empty(),
                Placeholders.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                WaitUntil.DONE);
    }

    /** The same, followed so far. */
    BlueGreenOptions until(WaitUntil howFar) {
        return new BlueGreenOptions(
                appSpec, placeholders, application, group, config, description, ignoreAlarms, howFar);
    }

    /** The arguments that mean something for CodeDeploy only. */
    public List<String> namesForCodeDeploy() {
        List<String> names = new ArrayList<>();
        appSpec.ifPresent(given -> names.add("appSpec"));
        application.ifPresent(given -> names.add("codeDeployApplication"));
        group.ifPresent(given -> names.add("codeDeployGroup"));
        config.ifPresent(given -> names.add("codeDeployConfig"));
        description.ifPresent(given -> names.add("description"));
        if (ignoreAlarms) {
            names.add("ignoreAlarms");
        }
        return names;
    }
}
