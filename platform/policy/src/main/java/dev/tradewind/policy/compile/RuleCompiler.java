package dev.tradewind.policy.compile;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Printable;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.language.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/** Turns checked rules into classes with the Drools executable-model compiler. */
public final class RuleCompiler {
    private static final String CLASS_SUFFIX = ".class";
    private static final String MODEL_LIST = "/drools-model";
    private static final String MODEL_VERSION = "Drools-Model-Version";

    private RuleCompiler() {}

    /**
     * Compiles rules. One at a time: the compiler registers its modules in one place for the whole process.
     *
     * @param into takes what the compiler refuses, which a checked rule should never be
     */
    public static CompiledRules compile(List<RuleFile> files, List<RuleProblem> into) {
        Map<String, String> sources = new TreeMap<>();
        for (RuleFile file : files) {
            if (!file.rules().isEmpty()) {
                sources.put(file.packageName().replace('.', '/') + "/" + name(file), file.drl());
            }
        }
        List<String> messages = new ArrayList<>();
        CompiledRules compiled = compile(sources, messages);
        for (String message : messages) {
            into.add(problem(files, message));
        }
        return compiled;
    }

    /**
     * Compiles texts that nothing has checked; for tests of what stands behind this compiler.
     *
     * @param sources by path
     * @param errors takes what the compiler says
     */
    static synchronized CompiledRules compile(Map<String, String> sources, List<String> errors) {
        KieServices services = KieServices.get();
        ReleaseId release = services.newReleaseId("dev.tradewind", "rules", "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        sources.forEach((path, text) -> files.write("src/main/resources/" + path, text));
        KieBuilder builder = services.newKieBuilder(files, RuleCompiler.class.getClassLoader());
        try {
            builder.buildAll(ExecutableModelProject.class);
            for (Message message : builder.getResults().getMessages(Message.Level.ERROR)) {
                errors.add(oneLine(message.getText()));
            }
            return errors.isEmpty()
                    ? classes((InternalKieModule) builder.getKieModule())
                    : new CompiledRules(List.of(), Map.of());
        } catch (RuntimeException | StackOverflowError e) {
            errors.add(oneLine(e.toString()));
            return new CompiledRules(List.of(), Map.of());
        } finally {
            services.getRepository().removeKieModule(release);
        }
    }

    private static String name(RuleFile file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        // No rule file can be called so: the sign is in no name.
        return name.endsWith(".drl") ? name : name + "=.drl";
    }

    private static CompiledRules classes(InternalKieModule module) {
        Map<String, byte[]> classes = new TreeMap<>();
        List<String> models = new ArrayList<>();
        for (String name : module.getFileNames()) {
            if (name.endsWith(CLASS_SUFFIX) && name.startsWith("tradewind/")) {
                String className = name.substring(0, name.length() - CLASS_SUFFIX.length()).replace('/', '.');
                classes.put(className, Trimmed.of(module.getBytes(name)));
            } else if (name.endsWith(MODEL_LIST)) {
                new String(module.getBytes(name), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith(MODEL_VERSION))
                        .forEach(models::add);
            }
        }
        return new CompiledRules(models, classes);
    }

    private static RuleProblem problem(List<RuleFile> files, String message) {
        for (RuleFile file : files) {
            for (Rule rule : file.rules()) {
                if (message.contains("\"" + rule.info().name() + "\"")
                        || message.contains("'" + rule.info().name() + "'")) {
                    return new RuleProblem(
                            file.path(), rule.info().line(), 0, "the rule compiler refuses it: " + message, "", "");
                }
            }
        }
        return new RuleProblem("rules", 0, 0, "the rule compiler refuses them: " + message, "", "");
    }

    private static String oneLine(String message) {
        return Printable.of(message.replaceAll("\\s+", " ").strip());
    }
}
