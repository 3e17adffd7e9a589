import { type Case, get, post } from './case.js'

/** Arrays of scalars, unions, and what a response model lets out. */
export const MODEL_CASES: readonly Case[] = [
  ...post('/list/number', '[1,2.5,"3",-4e1]', '[]', '[1,"x",null,{},[1]]', '{}', '1', '""', 'null'),
  ...post('/list/number', '{"0":1}', '[[1]]', '[1'),
  ...post('/list/integer', '[1,"2","123456789012345678901234567890"]', '[2.5,"a","1.5",null,[]]'),
  ...post('/list/boolean', '[true,1,0,"on","F"]', '[2,"x",null,{}]'),
  ...post('/list/text', '["a",""]', '["a",1,null,["a"]]'),
  ...post('/list/date', '["2025-01-01","2025-01-01T00:00:00Z"]', '["x",null,true,"2025-02-30"]'),
  ...post('/list/choice', '["a","b","a"]', '["a","c",1,null,["a"]]', '["__proto__","A"]'),
  ...post('/list/level', '[1,2]', '[3,"1",null]', '"1"'),
  ...post('/list/short', '["a","ab"]', '["","abc",1]'),
  ...post('/list/range', '[1,9.5]', '[0,10,"4","0.5"]'),
  ...post('/list/optional', 'null', '[1]', '["a"]'),

  ...post('/union/one', '{"kind":"cat","lives":9,"junk":1}', '{"kind":"hound","bark":"wuff"}'),
  ...post('/union/one', '{"kind":"cow"}', '{"kind":"__proto__"}', '{"kind":1}', '{"lives":9}'),
  ...post('/union/one', '{}', '[]', '"cat"', 'null', '{"kind":"dog"}', '{"kind":""}'),
  ...post('/union/many', '[{"kind":"cat","lives":9},{"kind":"dog","bark":"w"}]', '{}', '[]'),
  ...post('/union/many', '[{"kind":"dog"},{"kind":"cow"},{},1,null]'),
  ...post('/models/owner', '{"name":"a","pet":{"kind":"cat","lives":9}}', '{"name":"a"}'),
  ...post('/models/owner', '{"name":"a","pet":{"kind":"cat","lives":"x"}}'),
  ...post('/models/owner', '{"name":1,"pet":{"kind":"cow"}}', '{"name":"a","pet":{}}'),
  ...post(
    '/models/owner',
    '{"name":"a","pet":{"kind":"cat"},"others":[{"kind":"dog","bark":1},{},{"kind":"x"},null,2]}',
    '{"name":"a","pet":{"kind":"dog","bark":"w"},"others":[{"kind":"cat","lives":1}]}',
  ),

  ...post('/models/employee', '{"name":"abc","salary":4}', '{"name":"abcd"}', '{"adult":4}'),
  ...get('/answer', '/person', '/employee', '/people', '/team', '/stream', '/generator'),
  ...get('/answer', '/nothing', '/wrong', '/one-for-many'),
]
