package io.jenkins.plugins.ecsdeploy.records;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.access.ReadableJobs;
import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A build that an argument names, {@code job#12}, and what it has deployed. */
public final class NamedBuild {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private NamedBuild() {}

    /** Whether the text has the form {@code job#12}, or {@code #12} for the job of the running build. */
    public static boolean isOne(String text) {
        int hash = text.lastIndexOf('#');
        return hash >= 0 && NUMBER.matcher(text.substring(hash + 1)).matches();
    }

    /**
     * What {@code upstreamBuildChoice} has answered, as {@code /job#12}: the map has full names, and from the root no job of
     * the same name that is nearer gets in the way.
     *
     * @throws EngineException if the map is something else
     */
    public static String of(String argument, Map<?, ?> build) {
        Object job = build.get("job");
        Object number = build.get("number");
        if (job == null || number == null) {
            throw new EngineException(argument + " is a map without '" + (job == null ? "job" : "number")
                    + "'. Give what upstreamBuildChoice has answered, or a text");
        }
        String text = "/" + job.toString().replaceFirst("^/", "") + "#" + number;
        if (!isOne(text)) {
            throw new EngineException(argument + " has the number " + Shown.quote(String.valueOf(number))
                    + ". Give what upstreamBuildChoice has answered, or a text");
        }
        return text;
    }

    /**
     * The build, if it is there and the running one may read it. Reads the disk, so it is not for the thread that runs
     * Pipeline.
     *
     * @param build {@code job#12}; without a job, one of the running build's own
     */
    public static Run<?, ?> find(Run<?, ?> running, String build) throws AbortException {
        int hash = build.lastIndexOf('#');
        String number = build.substring(hash + 1);
        Job<?, ?> job =
                hash <= 0 ? running.getParent() : ReadableJobs.forBuild(running, build.substring(0, hash), null);
        Run<?, ?> run = job.getBuildByNumber(Integer.parseInt(number));
        if (run == null) {
            throw new EngineException("There is no build " + number + " of " + job.getFullDisplayName());
        }
        return run;
    }

    /** The records of its deployments, in the order in which their steps began. */
    public static List<DeploymentRecord> deployments(Run<?, ?> run) {
        DeploymentsAction action = run.getAction(DeploymentsAction.class);
        return action == null
                ? List.of()
                : action.deployments().stream().map(BuildDeployment::record).toList();
    }
}
