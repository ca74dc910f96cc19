package io.jenkins.plugins.ecsdeploy.engine.sync;

import io.jenkins.plugins.ecsdeploy.engine.deployment.BlueGreenOptions;
import io.jenkins.plugins.ecsdeploy.engine.deployment.DeployRequest;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Goal;
import io.jenkins.plugins.ecsdeploy.engine.deployment.Policies;
import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.render.Base;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A service, what it runs and what its file wants; in plain values, for it has to survive a stop of the program. */
public final class PlannedService implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String cluster;
    private final String service;
    private final LinkedHashMap<String, String> runs;
    private final LinkedHashMap<String, String> wanted;
    private final String why;

    /**
     * @param runs the images of the containers that the file names
     * @param why it is to be deployed, in words; empty: it is as it is wanted
     */
    PlannedService(RevisionFile file, Map<String, String> runs, Optional<String> why) {
        this.file = file.path();
        this.cluster = file.cluster();
        this.service = file.service();
        this.runs = new LinkedHashMap<>(runs);
        this.wanted = new LinkedHashMap<>(file.images());
        this.why = why.orElse(null);
    }

    /** The path of the file that names it. */
    public String file() {
        return file;
    }

    public String cluster() {
        return cluster;
    }

    public String service() {
        return service;
    }

    /** The service among all of the tree: {@code c1/web}. */
    public String name() {
        return cluster + "/" + service;
    }

    /** The images that the named containers have, by container. */
    public Map<String, String> runs() {
        return Collections.unmodifiableMap(runs);
    }

    /** The images that they are to have, by container. */
    public Map<String, String> wanted() {
        return Collections.unmodifiableMap(wanted);
    }

    /** Why it is to be deployed, in words; empty: it is as it is wanted. */
    public Optional<String> why() {
        return Optional.ofNullable(why);
    }

    /** To bring it from its live revision to the images that are wanted, and nothing else. */
    public DeployRequest request(Optional<Duration> timeout, Policies policies, BlueGreenOptions blueGreen) {
        return new DeployRequest(
                service,
                cluster,
                new RenderRequest(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Base.LiveRevision(cluster, service)),
                        Placeholders.none(),
                        TaskDefinitionChanges.of(Map.of("images", wanted)),
                        false,
                        false),
                false,
                Optional.empty(),
                true,
                timeout,
                true,
                Optional.empty(),
                Optional.empty(),
                Goal.deploy(),
                policies,
                blueGreen,
                true);
    }
}
