package io.jenkins.plugins.ecsdeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.AbortException;
import hudson.XmlFile;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javaposse.jobdsl.dsl.DslScriptLoader;
import javaposse.jobdsl.plugin.JenkinsJobManagement;
import javax.xml.transform.stream.StreamSource;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;

/** Targets in files: Configuration as Code, Job DSL, and XML that an older version or a hand wrote. */
@ExtendWith(QuickJenkins.class)
class TargetStorageTest {
    private static final String YAML = """
              ecsTargets:
                targets:
                - cluster: "beta"
                  credentialsId: "aws"
                  name: "beta"
                  region: "eu-central-1"
                - cluster: "live"
                  credentialsId: "aws"
                  endpointUrl: "https://ecs.example.com"
                  externalId: "x-1"
                  jobs: "shop/**"
                  name: "live"
                  onAbort: "ROLLBACK"
                  onFailure: "LEAVE"
                  region: "eu-west-1"
                  roleArn: "arn:aws:iam::111122223333:role/deployer"
                  sessionDurationSeconds: 7200
                  stsEndpointUrl: "https://sts.example.com"
                  timeoutMinutes: 30
                  users: "alice, bob"
            """;

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void clean() {
        EcsTargets.get().setTargets(List.of());
    }

    @Test
    void configurationAsCodeExportsWhatItImports(@TempDir Path folder) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "aws", "AKIAIOSFODNN7EXAMPLE", "very-secret", ""));

        apply(folder, YAML);

        List<GlobalTarget> targets = EcsTargets.get().getTargets();
        assertThat(targets).extracting(Target::getName).containsExactly("beta", "live");
        assertThat(targets.get(1).getSessionDurationSeconds()).isEqualTo(7200);
        assertThat(targets.get(1).getUsers()).isEqualTo("alice, bob");
        String exported = export();
        assertThat(exported).contains(YAML).doesNotContain("very-secret");

        EcsTargets.get().setTargets(List.of());
        apply(
                folder,
                exported.substring(exported.indexOf("  ecsTargets:"), exported.indexOf("timeoutMinutes: 30"))
                        + "timeoutMinutes: 30\n      users: \"alice, bob\"\n");
        assertThat(export()).isEqualTo(exported);
    }

    @Test
    void configurationAsCodeNamesWhatIsWrong(@TempDir Path folder) {
        assertThatThrownBy(() -> apply(folder, """
                  ecsTargets:
                    targets:
                    - name: "beta"
                """))
                .isInstanceOf(ConfiguratorException.class)
                .rootCause()
                .hasMessage("Target 'beta': it has no region; choose one");
        assertThatThrownBy(() -> apply(folder, """
                  ecsTargets:
                    targets:
                    - name: "beta"
                      region: "eu-central-1"
                      roleArn: "deployer"
                """))
                .rootCause()
                .hasMessageContaining("Target 'beta': roleArn is 'deployer', which is not the ARN of a role");
        assertThat(EcsTargets.get().getTargets()).isEmpty();
    }

    @Test
    void jobDslWritesThemToAFolder() throws Exception {
        String script = """
                folder('dsl') {
                    properties {
                        ecsTargets {
                            defaultTarget('live')
                            targets {
                                target {
                                    name('beta')
                                    region('eu-central-1')
                                    cluster('c1')
                                    credentialsId('aws')
                                    roleArn('arn:aws:iam::111122223333:role/deployer')
                                    timeoutMinutes(30)
                                }
                                target {
                                    name('live')
                                    region('eu-west-1')
                                }
                            }
                        }
                    }
                }
                """;

        new DslScriptLoader(new JenkinsJobManagement(System.out, Map.of(), new File("."))).runScript(script);

        FolderTargets property = jenkins.jenkins
                .getItemByFullName("dsl", Folder.class)
                .getProperties()
                .get(FolderTargets.class);
        List<FolderTarget> targets = property.getTargets();
        assertThat(property.getDefaultTarget()).isEqualTo("live");
        assertThat(targets).extracting(Target::getName).containsExactly("beta", "live");
        assertThat(targets.get(0).getRoleArn()).isEqualTo("arn:aws:iam::111122223333:role/deployer");
        assertThat(targets.get(0).getTimeoutMinutes()).isEqualTo(30);
    }

    @Test
    void anOldFileWithMissingFieldsIsRead() throws Exception {
        XmlFile file = new XmlFile(new File(jenkins.jenkins.getRootDir(), EcsTargets.class.getName() + ".xml"));
        String type = GlobalTarget.class.getName();
        Files.writeString(
                file.getFile().toPath(),
                "<" + EcsTargets.class.getName() + "><targets><" + type + "><name>old</name></" + type + "><" + type
                        + "><region>us-east-1</region></" + type + "><" + type
                        + "><name>newer</name><region>us-east-1</region><fromTheFuture>x</fromTheFuture></" + type
                        + "></targets></" + EcsTargets.class.getName() + ">");
        EcsTargets read = new EcsTargets();

        assertThat(read.getTargets()).extracting(Target::getName).containsExactly("old", "newer");
        assertThat(read.getTargets().get(0).getCluster()).isNull();
        assertThat(read.getTargets().get(0).getTimeoutMinutes()).isZero();

        Files.writeString(file.getFile().toPath(), "<" + EcsTargets.class.getName() + "/>");
        assertThat(new EcsTargets().getTargets()).isEmpty();
        EcsTargets.get().save();
    }

    @Test
    void whatAHandWroteWrongIsToldWhenItIsUsed() throws Exception {
        Folder folder = withXml("<" + FolderTarget.class.getName()
                + "><name>evil</name><region>x.example.com/#</region></" + FolderTarget.class.getName() + ">"
                + "<" + FolderTarget.class.getName() + "><name>bare</name></" + FolderTarget.class.getName() + ">");
        WorkflowRun build = build(folder);

        assertThatThrownBy(() -> Targets.forBuild(build, "evil"))
                .isInstanceOf(AbortException.class)
                .hasMessage("Target 'evil': 'x.example.com/#' is not an AWS region, such as eu-central-1");
        assertThatThrownBy(() -> Targets.forBuild(build, "bare"))
                .isInstanceOf(AbortException.class)
                .hasMessage("Target 'bare': it has no region; choose one");
    }

    @Test
    void whoConfiguresAFolderCannotBringInAnEndpoint() throws Exception {
        String global = GlobalTarget.class.getName();
        Folder folder = withXml("<" + global
                + "><name>trap</name><region>us-east-1</region><endpointUrl>http://evil.example.com</endpointUrl></"
                + global + "><" + FolderTarget.class.getName()
                + "><name>mine</name><region>us-east-1</region><endpointUrl>http://evil.example.com</endpointUrl></"
                + FolderTarget.class.getName() + ">");
        WorkflowRun build = build(folder);

        assertThatThrownBy(() -> Targets.forBuild(build, "trap")).hasMessageContaining("This build may use: mine");
        assertThat(Targets.forBuild(build, "mine").endpoint()).isEmpty();
    }

    private static Folder withXml(String targets) throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        String property = FolderTargets.class.getName();
        folder.updateByXml((javax.xml.transform.Source) new StreamSource(new StringReader(
                "<com.cloudbees.hudson.plugins.folder.Folder><properties><" + property + "><targets>" + targets
                        + "</targets></" + property + "></properties></com.cloudbees.hudson.plugins.folder.Folder>")));
        return folder;
    }

    private static WorkflowRun build(Folder folder) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition("", true));
        return jenkins.buildAndAssertSuccess(job);
    }

    private static void apply(Path folder, String yaml) throws Exception {
        Path file = folder.resolve("jenkins.yaml");
        Files.writeString(file, "unclassified:\n" + yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }

    private static String export() throws Exception {
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        return exported.toString(StandardCharsets.UTF_8);
    }
}
