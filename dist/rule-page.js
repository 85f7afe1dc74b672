export default function(require){const module={exports:{}};"use strict";var __defProp=Object.defineProperty;var __getOwnPropDesc=Object.getOwnPropertyDescriptor;var __getOwnPropNames=Object.getOwnPropertyNames;var __hasOwnProp=Object.prototype.hasOwnProperty;var __export=(target,all)=>{for(var name in all)__defProp(target,name,{get:all[name],enumerable:!0})},__copyProps=(to,from,except,desc)=>{if(from&&typeof from=="object"||typeof from=="function")for(let key of __getOwnPropNames(from))!__hasOwnProp.call(to,key)&&key!==except&&__defProp(to,key,{get:()=>from[key],enumerable:!(desc=__getOwnPropDesc(from,key))||desc.enumerable});return to};var __toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:!0}),mod);var page_exports={};__export(page_exports,{ruleMarkdown:()=>ruleMarkdown,ruleText:()=>ruleText});module.exports=__toCommonJS(page_exports);var formatNames={terraform:"Terraform",cloudformation:"CloudFormation","launch-template-json":"Launch template JSON"},languages={terraform:"hcl",cloudformation:"yaml","launch-template-json":"json"};function ruleMarkdown(rule,options){return[`# ${rule.id}

${rule.title}.
`,...sectionsOf(rule,options).map(markdownSection)].join(`
`)}function ruleText(rule,options){return[`${rule.id}: ${rule.title}
`,...sectionsOf(rule,options).map(textSection)].join(`
`)}function sectionsOf(rule,options){return[{heading:"At a glance",blocks:[{kind:"list",items:facts(rule)}]},{heading:"Why",blocks:[{kind:"prose",text:unwrap(rule.why)}]},{heading:"How to fix it",blocks:fixes(rule).map(text=>({kind:"prose",text}))},...options.examples?exampleSections(rule,options):[],{heading:"References",blocks:[{kind:"list",items:rule.references}]}].filter(section=>section.blocks.some(block=>block.kind!=="list"||block.items.length>0))}function facts(rule){let parameters=Object.entries(rule.parameters??{}).map(([name,{default:value,minimum,maximum,description}])=>`parameter \`${name}\` (${minimum} to ${maximum}, default ${value}): ${description}`),mappings=Object.entries(rule.mappings).map(([catalogue,ids])=>`${catalogue}: ${ids.join(", ")}`);return[`severity: ${rule.severity}`,`looks at: ${rule.kinds.join(", ")}`,...parameters,...mappings]}function fixes(rule){let byFormat=formatsOf(rule.fix).map(format=>`${formatNames[format]}: ${general(rule.fix[format]??"",rule)}`),byType=Object.entries(rule.fixByType??{}).map(([type,text])=>`\`${type}\`: ${general(text,rule)}`);return[...byFormat,...byType]}function general(text,rule){let filled=Object.entries(rule.parameters??{}).reduce((result,[name,parameter])=>result.replaceAll(`{param.${name}}`,String(parameter.default)),text);return unwrap(filled.replaceAll("{address}","the resource").replaceAll("{type}","TYPE"))}function exampleSections(rule,options){return formatsOf(rule.examples).map(format=>{let{bad,good}=rule.examples[format]??{bad:[],good:[]},code=text=>({kind:"code",language:languages[format],text:text.trimEnd()}),reported=bad.flatMap((text,index)=>{let output=options.output?.(format,index);return[code(text),...output===void 0?[]:[{kind:"code",language:"text",text:output.trimEnd()}]]});return{heading:`${formatNames[format]} examples`,blocks:[{kind:"prose",text:"Reported:"},...reported,{kind:"prose",text:"Accepted:"},...good.map(code)]}})}function formatsOf(record){return["terraform","cloudformation","launch-template-json"].filter(format=>record[format]!==void 0)}function unwrap(text){return text.trim().split(/\n[ \t]*\n/).map(paragraph=>/^( {4}|\t|[-*>|] |\d+\. |```)/m.test(paragraph)?paragraph.trimEnd():paragraph.replace(/\s+/g," ").trim()).join(`

`)}function markdownSection({heading,blocks}){return[`## ${heading}
`,...blocks.map(block=>`${markdownBlock(block)}
`)].join(`
`)}function markdownBlock(block){switch(block.kind){case"prose":return block.text;case"list":return block.items.map(item=>`- ${item.startsWith("https://")?`<${item}>`:item}`).join(`
`);case"code":return`\`\`\`${block.language}
${block.text}
\`\`\``}}function textSection({heading,blocks}){return[`${heading}
`,...blocks.map(block=>`${textBlock(block)}
`)].join(`
`)}var textWidth=96;function textBlock(block){switch(block.kind){case"prose":return block.text.split(`

`).map(paragraph=>paragraph.includes(`
`)?paragraph.replace(/^(?=.)/gm,"  "):wrap(paragraph,"  ","  ")).join(`

`);case"list":return block.items.map(item=>wrap(item.replaceAll("`",""),"  - ","    ")).join(`
`);case"code":return block.text.replace(/^(?=.)/gm,"      ")}}function wrap(text,first,rest){let lines=[],line="";for(let word of text.split(" ")){let indent=lines.length===0?first:rest;line!==""&&indent.length+line.length+1+word.length>textWidth?(lines.push(indent+line),line=word):line=line===""?word:`${line} ${word}`}return lines.push((lines.length===0?first:rest)+line),lines.join(`
`)}0&&(module.exports={ruleMarkdown,ruleText});
return module.exports}
