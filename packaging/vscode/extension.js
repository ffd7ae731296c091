// Starts `handlingsplan lsp` and lets VS Code talk with it over standard input and output. All else is in the program.
const { workspace, window } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

exports.activate = async function activate() {
  const command = workspace.getConfiguration("handlingsplan").get("program") || "handlingsplan";
  const server = { command, args: ["lsp"], transport: TransportKind.stdio };
  const options = { documentSelector: [{ scheme: "file", language: "ron" }] };
  client = new LanguageClient("handlingsplan", "Handlingsplan", server, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    window.showErrorMessage(
      `Fann ikkje programmet «${command}». Skriv heile stien til det i innstillinga «handlingsplan.program». (${error.message})`,
    );
  }
};

exports.deactivate = function deactivate() {
  return client?.stop();
};
